package cn.sunlit.notices;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What parties were told, for machines. */
@Tag(name = "告知")
@RestController
class NoticesApi {

    private final Notices notices;

    NoticesApi(Notices notices) {
        this.notices = notices;
    }

    /** @param pushes the newest first, at most 500 */
    record PushesAnswer(List<Notice> pushes) {}

    @Operation(summary = "对当事人的推送", description = "每个公开节点的变化告知了谁、最迟何时、短信到哪一步，新的在前，最多500条。")
    @GetMapping("/api/cases/{number}/pushes")
    PushesAnswer pushes(Actor by, @PathVariable CaseNumber number) {
        return new PushesAnswer(notices.ofCase(by, number).notices());
    }

    @Operation(summary = "再发一次短信", description = "只对被拒收、没有送达或者没有回执的短信；与它同在一条短信里的变化一并重发。")
    @PostMapping("/api/cases/{number}/pushes/{id}/again")
    AgainAnswer again(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        notices.sendAgain(by, number, id);
        return new AgainAnswer(id, Notice.Sms.SENDING);
    }

    /** @param id the notice whose SMS goes again */
    record AgainAnswer(long id, Notice.Sms sms) {}
}
