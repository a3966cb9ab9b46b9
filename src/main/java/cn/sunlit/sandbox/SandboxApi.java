package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's levers, open to whoever reaches the sandbox. */
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

    @GetMapping("/sandbox/clock")
    Map<String, OffsetDateTime> clock() {
        return Map.of("now", time.now());
    }

    @PostMapping("/sandbox/clock")
    SandboxTime.Moved advance(@RequestBody Advance step) {
        if (step.advance() == null) {
            throw new Problem.Invalid("advance", "请填写要向前拨的时长，例如 P1D");
        }
        return time.advance(step.advance().strip());
    }

    @GetMapping("/sandbox/messages")
    List<SandboxStore.Sms> messages(
            @RequestParam(name = "case", defaultValue = "") String caseNumber,
            @RequestParam(defaultValue = "") String phone) {
        return sms.sent(phone.strip(), caseNumber.strip());
    }

    @PostMapping("/sandbox/reset")
    synchronized Map<String, Object> startOver() {
        demo.stopLoading();
        int emptied = reset.startOver();
        demo.loadInBackground();
        return Map.of("now", time.now(), "emptied", emptied);
    }

    /** @param advance how far, ISO 8601 */
    record Advance(@Nullable String advance) {}
}
