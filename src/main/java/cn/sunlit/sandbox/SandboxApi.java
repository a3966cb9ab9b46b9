package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's levers, open to whoever reaches the sandbox. */
@Tag(name = "沙箱")
@RestController
@Profile("sandbox")
class SandboxApi {

    private final SandboxTime time;
    private final SmsGateway sms;

    private final SandboxReset reset;
    private final DemoCourt demo;

    SandboxApi(SandboxTime time, SmsGateway sms, SandboxReset reset, DemoCourt demo) {
        this.time = time;
        this.sms = sms;
        this.reset = reset;
        this.demo = demo;
    }

    @Operation(summary = "业务时钟", description = "现在的业务时间。")
    @GetMapping("/sandbox/clock")
    Now clock() {
        return new Now(time.now());
    }

    @Operation(summary = "拨动业务时钟", description = "整套系统一起向前，逐日办理到期的工作。")
    @PostMapping("/sandbox/clock")
    SandboxTime.Moved advance(@RequestBody Advance step) {
        if (step.advance() == null) {
            throw new Problem.Invalid("advance", "请填写要向前拨的时长，例如 P1D");
        }
        return time.advance(step.advance().strip());
    }

    @Operation(summary = "已发出的短信", description = "可以按案号、手机号查找。")
    @GetMapping("/sandbox/messages")
    List<SandboxStore.Sms> messages(
            @RequestParam(name = "case", defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "") String phone) {
        return sms.sent(phone.strip(), caseNumber.strip());
    }

    @Operation(summary = "短信网关的毛病", description = "停机、收下又报错（会重复发送）、回执为送达、未送达或者一直没有；程序停止前有效。")
    @PostMapping("/sandbox/messages/faults")
    SmsGateway.Faults faults(@RequestBody WantedFaults wanted) {
        String report = wanted.report() == null ? "DELIVERED" : wanted.report();
        double rate = wanted.errorRate() == null ? 0 : wanted.errorRate();
        if (!List.of("DELIVERED", "UNDELIVERED", "PENDING").contains(report)) {
            throw new Problem.Invalid("report", "回执只能是 DELIVERED、UNDELIVERED 或者 PENDING");
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new Problem.Invalid("errorRate", "比率在0与1之间");
        }
        SmsGateway.Faults faults = new SmsGateway.Faults(Boolean.TRUE.equals(wanted.down()), rate, report);
        sms.misbehave(faults);
        return faults;
    }

    @Schema(example = "{\"down\":false,\"errorRate\":0.2,\"report\":\"DELIVERED\"}")
    record WantedFaults(
            @Nullable Boolean down,
            @Nullable Double errorRate,
            @Nullable String report) {}

    @Operation(summary = "重新开始", description = "清空数据，重新装入演示法院。")
    @PostMapping("/sandbox/reset")
    synchronized Begun startOver() {
        demo.stopLoading();
        int emptied = reset.startOver();
        demo.loadInBackground();
        return new Begun(time.now(), emptied);
    }

    record Now(OffsetDateTime now) {}

    /** @param emptied how many tables were emptied */
    record Begun(OffsetDateTime now, int emptied) {}

    /** @param advance how far, ISO 8601 */
    record Advance(
            @Schema(description = "向前拨多久，ISO 8601", example = "P1D") @Nullable
            String advance) {}
}
