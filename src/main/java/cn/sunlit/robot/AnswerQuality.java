package cn.sunlit.robot;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AnswerReceived;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.RoundEnded;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import cn.sunlit.robot.QualityRules.Named;
import cn.sunlit.robot.QualityStore.Bad;
import cn.sunlit.robot.QualityStore.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How well institutions answer (查询质量). What can be counted is counted from the requests and answers as they are kept; what only
 * shows beside other answers is found when an answer is read, and asked again once.
 */
@Service
class AnswerQuality {

    static final int ON_A_PAGE = 100;
    private static final String ACCOUNT = "robot.account";
    private static final String REGISTER = "ACCOUNT_REGISTER";

    /** Answers older than that are no longer compared. */
    private static final Duration COMPARED = Duration.ofDays(92);

    private final QualityStore store;
    private final RobotStore plan;
    private final Institutions institutions;
    private final Access access;
    private final Keyring keys;
    private final Clock clock;

    AnswerQuality(
            QualityStore store, RobotStore plan, Institutions institutions, Access access, Keyring keys, Clock clock) {
        this.store = store;
        this.plan = plan;
        this.institutions = institutions;
        this.access = access;
        this.keys = keys;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void answered(AnswerReceived answer) {
        Instant now = clock.instant();
        LocalDate asOf = answer.asOf();
        if (asOf != null) {
            LocalDate askedOn = LocalDate.ofInstant(store.askedAt(answer.requestId()), TimeConfiguration.ZONE);
            if (QualityRules.isStale(asOf, askedOn)) {
                find(answer, Fault.STALE, "数据截至%s，请求日%s".formatted(asOf, askedOn), now);
            }
        }
        if (!answer.found().isEmpty()) {
            compare(answer, now);
        }
    }

    private void compare(AnswerReceived answer, Instant now) {
        List<Institution> register = institutions.all();
        Institution by = register.stream()
                .filter(i -> i.code().equals(answer.institution()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("an answer of an institution that is not in the register"));
        boolean lists = by.kind().equals(REGISTER);
        // Land and vehicles are named by several registers, and rightly; an account is kept in one place.
        List<Seen> seen = answer.found().stream()
                .filter(a -> lists || a.kind().isMoney())
                .map(a -> new Seen(
                        keys.blindIndex(ACCOUNT, plain(a)),
                        lists ? keeper(a, register, by) : null,
                        a.balance() == null ? null : a.balance().fen()))
                .toList();
        if (seen.isEmpty()) {
            return;
        }
        List<Named> known = store.known(
                seen.stream().map(Seen::account).toArray(byte[][]::new), now.minus(COMPARED), answer.requestId());
        List<Named> these = seen.stream()
                .map(s -> new Named(by.name(), lists, HexFormat.of().formatHex(s.account()), s.balanceFen(), now))
                .toList();
        store.see(answer.requestId(), answer.caseId(), answer.respondent(), answer.institution(), lists, seen, now);
        List<String> against = QualityRules.contradictions(these, known);
        if (!against.isEmpty()) {
            find(answer, Fault.CONTRADICTORY, String.join("；", against), now);
        }
    }

    private static String plain(FoundAsset asset) {
        return asset.key().replaceAll("\\s", "");
    }

    /** The institution that a register's line names: 中国工商银行浠水支行 is kept by 工商银行. */
    private static @Nullable String keeper(FoundAsset line, List<Institution> register, Institution by) {
        return register.stream()
                .filter(i -> !i.code().equals(by.code()) && line.title().contains(i.name()))
                .map(Institution::code)
                .findFirst()
                .orElse(null);
    }

    private void find(AnswerReceived answer, Fault fault, String detail, Instant now) {
        store.find(answer.requestId(), answer.caseId(), answer.court(), fault, detail, now);
    }

    /** What was bad in a round is asked again once; what was bad again is a person's. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void ended(RoundEnded round) {
        Instant now = clock.instant();
        store.findEmptyThere(round.batch(), now.minus(COMPARED), now);
        Optional<Run> run = plan.byBatch(round.batch());
        if (run.map(r -> r.reason() == Reason.QUALITY).orElse(false)) {
            return;
        }
        LocalDate again = LocalDate.now(clock).plusDays(QualityRules.DAYS_UNTIL_ASKED_AGAIN);
        for (Bad bad : store.badOf(round.batch())) {
            plan.plan(new Run(
                    0,
                    round.caseId(),
                    round.court(),
                    Reason.QUALITY,
                    "request:" + bad.request(),
                    "%s的反馈%s（%s）".formatted(bad.name(), bad.fault().zh(), bad.detail()),
                    Set.of(bad.institution()),
                    bad.about(),
                    again));
        }
    }

    // --- for people

    /** The figures of one month, and which months were reported. */
    record Board(CourtCode court, LocalDate month, List<Figures> lines, List<QualityStore.Made> reports) {}

    @Transactional(readOnly = true)
    Board board(Actor by, CourtCode court, @Nullable LocalDate day) {
        access.allow(by, UseCase.READ_INQUIRIES, court);
        LocalDate month = (day == null ? LocalDate.now(clock) : day).withDayOfMonth(1);
        return new Board(
                court,
                month,
                store.figures(court, start(month), start(month.plusMonths(1)), clock.instant()),
                store.reports(court));
    }

    @Transactional(readOnly = true)
    List<QualityStore.Row> rows(Actor by, CourtCode court, LocalDate day, String institution, Fault fault, long below) {
        access.allow(by, UseCase.READ_INQUIRIES, court);
        LocalDate month = day.withDayOfMonth(1);
        return store.rows(
                court, institution, fault, start(month), start(month.plusMonths(1)), clock.instant(), below, ON_A_PAGE);
    }

    /** One month's report as it was made. */
    record Report(CourtCode court, QualityStore.Made made, List<Figures> lines) {}

    /** @throws Problem.NotFound when the month was not reported (yet) */
    @Transactional(readOnly = true)
    Report report(Actor by, CourtCode court, @Nullable LocalDate day) {
        access.allow(by, UseCase.READ_INQUIRIES, court);
        List<QualityStore.Made> all = store.reports(court);
        QualityStore.Made made = all.stream()
                .filter(m -> day == null || m.month().equals(day.withDayOfMonth(1)))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("该月没有月报，月报于次月第一个工作日自动生成"));
        return new Report(court, made, store.report(court, made.month()));
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(TimeConfiguration.ZONE).toInstant();
    }
}
