package cn.sunlit.inquiries;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inquiries for machines. */
@Tag(name = "财产查询")
@RestController
class InquiriesApi {

    private final Inquiries inquiries;
    private final Institutions institutions;
    private final Cases cases;
    private final Access access;

    InquiriesApi(Inquiries inquiries, Institutions institutions, Cases cases, Access access) {
        this.inquiries = inquiries;
        this.institutions = institutions;
        this.cases = cases;
        this.access = access;
    }

    @Operation(summary = "发起一轮查询", description = "向各协助单位查询被执行人的财产；没有证件号的被执行人列入 leftOut。一轮尚未结束的，返回这一轮。")
    @PostMapping("/api/cases/{number}/inquiries")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Batch start(Actor by, @PathVariable CaseNumber number) {
        return inquiries.start(by, number);
    }

    @Operation(summary = "查询进度", description = "每个请求的状态、反馈质量和查到的财产数。")
    @GetMapping("/api/cases/{number}/inquiries")
    Progress inquiries(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_INQUIRIES, number);
        return Progress.of(inquiries.ofCase(file.id()));
    }

    /** How far the inquiries of a case are. */
    record Progress(int total, long answered, long waiting, long manual, long cancelled, List<InquiryView> requests) {
        static Progress of(List<InquiryView> all) {
            long answered =
                    all.stream().filter(r -> r.state().equals("ANSWERED")).count();
            long manual = all.stream().filter(r -> r.state().equals("MANUAL")).count();
            long cancelled =
                    all.stream().filter(r -> r.state().equals("CANCELLED")).count();
            return new Progress(
                    all.size(), answered, all.size() - answered - manual - cancelled, manual, cancelled, all);
        }

        /** In whole percent. */
        int percent() {
            return total == 0 ? 0 : (int) (100 * (answered + manual + cancelled) / total);
        }
    }

    /** @param because why, for the record */
    @Schema(example = "{\"because\":\"被执行人已自动履行\"}")
    record Cancelling(@Nullable String because) {}

    /** @param cancelled how many inquiries were taken back */
    record Cancelled(int cancelled) {}

    @Operation(summary = "取消查询", description = "取消本案尚未发送的查询请求；已发送的等待反馈。")
    @PostMapping("/api/cases/{number}/inquiries/cancel")
    Cancelled cancel(Actor by, @PathVariable CaseNumber number, @RequestBody Cancelling asked) {
        return new Cancelled(inquiries.cancel(by, number, asked.because() == null ? "" : asked.because()));
    }

    /** @param id the request that is sent again */
    record Again(long id) {}

    @Operation(summary = "重新发送", description = "对转人工处理的请求。")
    @PostMapping("/api/cases/{number}/inquiries/{id}/again")
    Again again(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        inquiries.sendAgain(by, number, id);
        return new Again(id);
    }

    @Operation(summary = "协助单位", description = "已登记的协助单位及其连通情况。")
    @GetMapping("/api/institutions")
    List<Institution> institutions(Actor by) {
        access.allow(by, UseCase.READ_INQUIRIES, by.court());
        return institutions.all();
    }
}
