package cn.sunlit.powers;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.CaseLookup;
import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The urgent look: one case, for reading, for two hours, with a reason. It never opens money or full numbers. The chief and
 * those who supervise are told at once, and somebody else says afterwards whether it was called for.
 */
@Service
@Transactional
class UrgentLooks {

    static final Duration OPEN = Duration.ofHours(2);

    private final PowersStore store;
    private final Access access;
    private final CaseLookup cases;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Messages messages;
    private final Audit audit;
    private final Clock clock;

    UrgentLooks(
            PowersStore store,
            Access access,
            CaseLookup cases,
            Courts courts,
            StaffDirectory staff,
            Messages messages,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.cases = cases;
        this.courts = courts;
        this.staff = staff;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return until when */
    Instant begin(Actor by, CaseNumber number, @Nullable String given) {
        access.allow(by, UseCase.LOOK_URGENTLY, by.court());
        String reason = PlainText.required("reason", given, 300, "请写明紧急查阅的理由");
        if (reason.codePointCount(0, reason.length()) < 5) {
            throw new Problem.Invalid("reason", "理由至少五个字，事后由他人审查");
        }
        CaseRef file = cases.find(number).orElseThrow(() -> new Problem.NotFound("没有案号为“%s”的案件".formatted(number)));
        CourtCode keeper = file.takenOverBy() == null ? file.court() : file.takenOverBy();
        access.allow(by, UseCase.LOOK_URGENTLY, keeper);
        Instant now = clock.instant();
        Instant until = now.plus(OPEN);
        long id = store.addLook(by, file, keeper, reason, now, until);
        audit.record(
                by,
                keeper,
                file.id(),
                new Act(
                        "URGENT_LOOK",
                        "紧急查阅本案，理由：%s".formatted(reason),
                        Map.of("look", Long.toString(id), "until", until.toString(), "reason", reason)));
        for (StaffMember each : told(keeper)) {
            messages.send(new Sms(
                    "look:%d:%s".formatted(id, each.login()),
                    file.id(),
                    keeper,
                    each.name(),
                    each.phone(),
                    "【阳光执行】%s（%s）对%s紧急查阅两小时，请到“紧急查阅”审查。".formatted(by.name(), by.login(), file.number())));
        }
        return until;
    }

    /** Chief and supervisor of the court; where it has no supervisor, the next court above that has one. */
    private List<StaffMember> told(CourtCode court) {
        List<StaffMember> told = new ArrayList<>(staff.withRole(court, Role.BUREAU_CHIEF));
        for (CourtCode at = court; at != null; at = parent(at)) {
            List<StaffMember> supervisors = staff.withRole(at, Role.SUPERVISOR);
            if (!supervisors.isEmpty()) {
                supervisors.stream().filter(s -> !told.contains(s)).forEach(told::add);
                break;
            }
        }
        return told;
    }

    private @Nullable CourtCode parent(CourtCode court) {
        return courts.find(court).map(c -> c.parent()).orElse(null);
    }

    /** Those of the caller's court and the courts below, unreviewed ones first. */
    @Transactional(readOnly = true)
    List<Look> toReview(Actor by) {
        access.allow(by, UseCase.REVIEW_LOOKS, by.court());
        return store.looks(by.has(Role.SUPERVISOR) ? courts.within(by.court()) : List.of(by.court()));
    }

    /** @param remark why, required where it was not reasonable */
    void review(Actor by, long id, @Nullable Boolean reasonable, @Nullable String given) {
        Look look = store.lockLook(id).orElseThrow(() -> new Problem.NotFound("没有这次紧急查阅"));
        access.allow(by, UseCase.REVIEW_LOOKS, look.court());
        if (by.lent() != null || by.login().equals(look.login())) {
            throw new Problem.Forbidden("紧急查阅由本人以外的监督人员或者负责人以自己的身份审查");
        }
        if (reasonable == null) {
            throw new Problem.Invalid("reasonable", "请选择合理或者不合理");
        }
        String remark = PlainText.optional("remark", given, 300);
        if (!reasonable && (remark == null || remark.isEmpty())) {
            throw new Problem.Invalid("remark", "认为不合理的，请写明理由");
        }
        if (look.isReviewed()) {
            throw new Problem.Conflict("这次紧急查阅已经由%s审查".formatted(look.reviewedName()));
        }
        store.review(id, reasonable, remark == null ? "" : remark, by, clock.instant());
        audit.record(
                by,
                look.court(),
                null,
                new Act(
                        "LOOK_REVIEWED",
                        "审查%s对%s的紧急查阅：%s".formatted(look.name(), look.number(), reasonable ? "合理" : "不合理"),
                        Map.of("look", Long.toString(id), "remark", remark == null ? "" : remark)));
    }
}
