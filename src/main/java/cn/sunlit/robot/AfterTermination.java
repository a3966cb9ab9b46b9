package cn.sunlit.robot;

import cn.sunlit.cases.CaseClosed;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Outcome;
import cn.sunlit.cases.Stage;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.RoundEnded;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.robot.RobotStore.Seen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * After the end of a procedure without result: every six months for five years institutions are asked, the applicant gets the
 * result in writing (node I05, told as a public step), and what is found opens the node of resumption (I06), so that the case
 * stands on its officer's list again.
 */
@Component
class AfterTermination {

    private static final int NAMED = 3;

    private final RobotStore store;
    private final Diary diary;
    private final Docket docket;
    private final Documents documents;
    private final Cases cases;
    private final AssetKinds kinds;
    private final Clock clock;

    AfterTermination(
            RobotStore store,
            Diary diary,
            Docket docket,
            Documents documents,
            Cases cases,
            AssetKinds kinds,
            Clock clock) {
        this.store = store;
        this.diary = diary;
        this.docket = docket;
        this.documents = documents;
        this.cases = cases;
        this.kinds = kinds;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void closed(CaseClosed closed) {
        if (closed.outcome() != Outcome.TERMINATED_THIS_PROCEDURE) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        plan(closed.id(), closed.court(), today, 0);
        docket.happened(
                Inquiries.robot(closed.court()), closed.id(), "TERMINATION_RULED", today, "终结本次执行程序，第1次终本后查询自结案日起算");
    }

    /** A case that had ended so before it was taken over goes on with the inquiry whose day comes next. */
    void takenOver(CaseFile file) {
        LocalDate closedOn = file.closedOn();
        if (file.stage() == Stage.TERMINATED_THIS_PROCEDURE && closedOn != null) {
            plan(file.id(), file.court(), closedOn, 0);
        }
    }

    /** Plans the one after the n-th; nothing after five years. */
    void planNext(CaseFile file, int made) {
        LocalDate closedOn = file.closedOn();
        if (file.stage() == Stage.TERMINATED_THIS_PROCEDURE && closedOn != null) {
            plan(file.id(), file.court(), closedOn, made);
        }
    }

    private void plan(CaseId id, CourtCode court, LocalDate closedOn, int made) {
        RobotRules.nextAfterTermination(closedOn, made, LocalDate.now(clock))
                .ifPresent(n -> store.plan(new Run(
                        id,
                        court,
                        Reason.AFTER_TERMINATION,
                        Integer.toString(n),
                        "终本后第%d次定期查询（应查日%s）".formatted(n, RobotRules.dueAfterTermination(closedOn, n)),
                        RobotRules.begunAfterTermination(closedOn, n))));
    }

    /** The round is over: tells the applicant, wakes the case where something was found, and plans the next. */
    void ended(Run run, RoundEnded round) {
        CaseFile file = cases.byId(run.caseId());
        if (round.answered() + round.manual() == 0) {
            diary.note(run, Deed.NOT_ASKED, run.because() + "：请求全部取消，没有查询", round.batch());
            planNext(file, run.number());
            return;
        }
        if (file.stage() != Stage.TERMINATED_THIS_PROCEDURE) {
            return;
        }
        List<Seen> worth = worthALook(file, run);
        tell(file, run, round, worth);
        if (!worth.isEmpty()) {
            wake(file, run, worth);
        }
        planNext(file, run.number());
    }

    private List<Seen> worthALook(CaseFile file, Run run) {
        return store.foundSince(file.id(), run.dueOn()).stream()
                .filter(seen -> kinds.find(seen.kind()).map(AssetKind::isMoney).orElse(false)
                        ? RobotRules.isWorthALook(
                                seen.availableFen() == null ? null : new Money(seen.availableFen()), file.claimed())
                        : seen.isNew())
                .toList();
    }

    private void tell(CaseFile file, Run run, RoundEnded round, List<Seen> worth) {
        Actor robot = Inquiries.robot(run.court());
        LocalDate today = LocalDate.now(clock);
        Document letter = documents.issue(
                robot,
                file.court(),
                file.id(),
                file.number(),
                Kind.POST_TERMINATION_RESULT,
                Map.of(
                        "recipient",
                        file.applicants().stream().map(p -> p.name()).collect(Collectors.joining("、")),
                        "respondent",
                        file.respondents().stream().map(p -> p.name()).collect(Collectors.joining("、")),
                        "closedOn",
                        Show.dateInWords(file.closedOn()),
                        "number",
                        Integer.toString(run.number()),
                        "asked",
                        Integer.toString(round.answered() + round.manual()),
                        "answered",
                        Integer.toString(round.answered()),
                        "result",
                        worth.isEmpty()
                                ? "未发现可供执行的财产"
                                : "发现可能可供执行的财产%d项，本院将依法审查是否恢复执行；财产明细在采取控制措施前不公开".formatted(worth.size())));
        docket.complete(
                robot,
                file.id(),
                "I05",
                today,
                List.of(
                        new Evidence(
                                "RECORD",
                                "inquiry-round:" + round.batch(),
                                "%s：%d项请求已反馈，%d项转人工处理".formatted(run.because(), round.answered(), round.manual()),
                                null),
                        new Evidence("DOCUMENT", "document:" + letter.id(), letter.title(), letter.sha256())));
        if (run.number() < RobotRules.TIMES) {
            docket.happened(
                    robot,
                    file.id(),
                    "TERMINATION_RULED",
                    RobotRules.dueAfterTermination(Objects.requireNonNull(file.closedOn()), run.number()),
                    "第%d次终本后查询自上次应查日起算".formatted(run.number() + 1));
        }
        diary.note(run, Deed.TOLD, "%s：结果已书面告知申请执行人".formatted(run.because()), round.batch());
    }

    private void wake(CaseFile file, Run run, List<Seen> worth) {
        String what = worth.stream().limit(NAMED).map(Seen::title).collect(Collectors.joining("、"))
                + (worth.size() > NAMED ? "等%d项".formatted(worth.size()) : "");
        docket.happened(
                Inquiries.robot(run.court()),
                file.id(),
                "RESUMPTION_GROUND_ARISEN",
                LocalDate.now(clock),
                "终本后第%d次查询发现财产：%s".formatted(run.number(), what));
        diary.note(run, Deed.FOUND, "%s：发现%s，已提示承办人审查是否恢复执行".formatted(run.because(), what), null);
    }
}
