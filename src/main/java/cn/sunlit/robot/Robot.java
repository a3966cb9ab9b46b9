package cn.sunlit.robot;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.database.Deferred;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.ReinquiryWanted;
import cn.sunlit.inquiries.RoundBegun;
import cn.sunlit.inquiries.RoundEnded;
import cn.sunlit.inquiries.Wanted;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the robot does by itself. A new case is asked about in the transaction that files it, so that no case is forgotten;
 * everything else is planned first and carried out when it is due, once whichever process comes first. While the switch is off
 * nothing new is begun and the plan waits.
 */
@Component
class Robot {

    private static final int NAMED = 8;
    private static final int LONGEST_REASON = 120;

    private final RobotStore store;
    private final DiaryStore switches;
    private final Diary diary;
    private final AfterTermination afterTermination;
    private final Inquiries inquiries;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;
    private final Deferred<Map<CourtCode, Boolean>> running = Deferred.memo(HashMap::new);

    Robot(
            RobotStore store,
            DiaryStore switches,
            Diary diary,
            AfterTermination afterTermination,
            Inquiries inquiries,
            Cases cases,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.switches = switches;
        this.diary = diary;
        this.afterTermination = afterTermination;
        this.inquiries = inquiries;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new case is asked about at once; an imported one brings its history and waits for its officer. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void filed(CaseFiled filed) {
        CaseFile file = cases.byId(filed.id());
        if (filed.imported()) {
            afterTermination.takenOver(file);
            return;
        }
        LocalDate today = LocalDate.now(clock);
        Run run = new Run(filed.id(), filed.court(), Reason.FIRST, "1", "新收案件首次查询", today);
        Optional<String> leftAlone = RobotRules.leftAlone(Reason.FIRST, file.stage(), hasNumber(file));
        if (leftAlone.isPresent()) {
            audit.record(
                    Inquiries.robot(filed.court()),
                    filed.court(),
                    filed.id(),
                    new Act("INQUIRY_NOT_STARTED", "未能自动发起网络查询：" + leftAlone.get(), Map.of()));
            first(run, null, "LEFT", Deed.NOT_ASKED, leftAlone.get());
        } else if (!runs(filed.court())) {
            first(run, null, "PLANNED", Deed.NOT_ASKED, "机器人已停用，启用后自动补办首次查询");
        } else {
            RoundBegun begun = inquiries.first(Inquiries.robot(filed.court()), file, Reason.FIRST.zh());
            first(run, begun.batch().id(), "ASKED", Deed.ASKED, sentence(run, begun));
        }
    }

    private void first(Run run, @Nullable Long batch, String state, Deed deed, String sentence) {
        store.addFirst(new RobotStore.First(run.caseId(), run.court(), batch, state, run.because(), run.dueOn()));
        diary.note(run, deed, sentence, batch);
    }

    private boolean runs(CourtCode court) {
        Map<CourtCode, Boolean> known = running.kept();
        return known == null ? isOn(court) : known.computeIfAbsent(court, this::isOn);
    }

    private boolean isOn(CourtCode court) {
        return switches.position(court).map(DiaryStore.Position::runs).orElse(true);
    }

    /** A clue, or whatever else another module knows; once a day for the same reason. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void wanted(ReinquiryWanted wanted) {
        LocalDate today = LocalDate.now(clock);
        String why = wanted.reason().length() > LONGEST_REASON
                ? wanted.reason().substring(0, LONGEST_REASON)
                : wanted.reason();
        store.plan(new Run(
                0,
                wanted.caseId(),
                wanted.court(),
                Reason.CLUE,
                today + " " + why,
                why,
                wanted.institutions(),
                null,
                RobotRules.begunOnClue(today)));
    }

    /** Asks, or says why not; in the transaction that claimed the run. */
    void carryOut(Run run) {
        CaseFile file = cases.byId(run.caseId());
        Optional<String> leftAlone = RobotRules.leftAlone(run.reason(), file.stage(), hasNumber(file));
        if (leftAlone.isPresent()) {
            leave(run, file, leftAlone.get());
            return;
        }
        Set<PartyId> about = run.about() == null ? Set.of() : Set.of(run.about());
        String because =
                run.reason() == Reason.FIRST ? run.reason().zh() : run.reason().zh() + "，" + run.because();
        Actor robot = Inquiries.robot(run.court());
        Optional<RoundBegun> begun = inquiries.ask(
                robot,
                file,
                new Wanted(because, run.institutions(), about, run.reason().isStep()));
        if (begun.isEmpty()) {
            leave(run, file, "没有需要查询的单位：此前的请求尚未反馈，或者所涉单位须线下函查");
            return;
        }
        store.asked(run.id(), begun.get().batch().id(), LocalDate.now(clock));
        diary.note(
                run, Deed.ASKED, sentence(run, begun.get()), begun.get().batch().id());
    }

    private void leave(Run run, CaseFile file, String why) {
        store.left(run.id());
        diary.note(run, Deed.NOT_ASKED, run.because() + "：" + why, null);
        if (run.reason() == Reason.AFTER_TERMINATION) {
            afterTermination.planNext(file, run.number());
        }
    }

    private static String sentence(Run run, RoundBegun begun) {
        StringBuilder text = new StringBuilder("%s：第%d轮，向协助单位发出%d项请求"
                .formatted(
                        run.because(), begun.batch().sequence(), begun.batch().requests()));
        if (!begun.waiting().isEmpty()) {
            text.append("；%d家不在受理时间，开门后发送（%s）".formatted(begun.waiting().size(), some(begun.waiting())));
        }
        if (!begun.batch().leftOut().isEmpty()) {
            text.append("；未查询：").append(some(begun.batch().leftOut()));
        }
        return text.toString();
    }

    private static String some(List<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining("、")) + (names.size() > NAMED ? "等" : "");
    }

    /** Every request of a round is settled. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void ended(RoundEnded round) {
        Optional<Run> known = store.byBatch(round.batch());
        String sentence = "第%d轮结束：%d项已反馈，%d项转人工处理%s，查得财产信息%d项"
                .formatted(
                        round.sequence(),
                        round.answered(),
                        round.manual(),
                        round.cancelled() == 0 ? "" : "，%d项已取消".formatted(round.cancelled()),
                        round.found());
        diary.note(
                round.court(),
                round.caseId(),
                Deed.ENDED,
                known.map(Run::reason).orElse(null),
                sentence,
                round.batch());
        if (known.isEmpty()) {
            return;
        }
        Run run = known.get();
        if (run.reason() == Reason.AFTER_TERMINATION) {
            afterTermination.ended(run, round);
        }
        if (round.answered() + round.manual() == 0) {
            store.left(run.id());
        } else {
            store.ended(run.id());
        }
    }

    private static boolean hasNumber(CaseFile file) {
        return file.respondents().stream().anyMatch(CaseParty::hasNumber);
    }
}
