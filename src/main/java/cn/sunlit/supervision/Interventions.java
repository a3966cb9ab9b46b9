package cn.sunlit.supervision;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The register of interventions in cases (三个规定: 领导干部干预司法活动、司法机关内部人员过问案件、不当接触交往的记录). Whoever works at a
 * court writes down what happened, and each month that nothing did. Only the supervisors of the court that handles it read
 * it, and who wrote it his own; neither administrators nor superiors. What is written is sealed with a key of its own and never changed or
 * removed. The record of acts names neither who wrote nor what: it binds what was told by its hash.
 */
@Service
public class Interventions {

    private static final String CONTENT = "supervision";
    private static final String REPORTER = "supervision.reporter";
    private static final int SHORT = 100;
    private static final int LONG = 4000;
    private static final int PAGE = 50;
    private static final int SALT = 16;

    private final InterventionStore store;
    private final Keyring keys;
    private final Audit audit;
    private final Access access;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Interventions(
            InterventionStore store,
            Keyring keys,
            Audit audit,
            Access access,
            Courts courts,
            StaffDirectory staff,
            Clock clock) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.access = access;
        this.courts = courts;
        this.staff = staff;
        this.clock = clock;
    }

    /** What is sealed of a report. @param salt keeps others from guessing it by its hash */
    private record Content(String login, String name, Intervention.Told told, String salt) {}

    /** What is sealed of a step. */
    private record Note(String login, String name, String text, String salt) {}

    /** Writes down an intervention. @return its key */
    @Transactional
    long report(Actor by, InterventionDraft draft) {
        access.allow(by, UseCase.REPORT_INTERVENTION, by.court());
        InterventionKind kind = kind(draft.kind());
        Intervention.Told told = told(draft);
        CourtCode handledBy = draft.above() ? above(by.court()) : by.court();
        String plain = write(new Content(by.login(), by.name(), told, salt()));
        String sha256 = sha256(plain);
        long id =
                store.add(handledBy, kind, reporter(by.login()), keys.encrypt(CONTENT, plain), sha256, clock.instant());
        tell(handledBy, "INTERVENTION_REPORTED", "登记过问案件情况记录第%d号（内容密封）".formatted(id), id, sha256);
        return id;
    }

    /** Says that nothing happened in a month; once a month, again is the same. */
    @Transactional
    void none(Actor by, @Nullable String month) {
        access.allow(by, UseCase.REPORT_INTERVENTION, by.court());
        YearMonth of = month(month);
        if (of.isAfter(YearMonth.now(clock))) {
            throw new Problem.Invalid("month", "不能提前报告以后的月份");
        }
        byte[] reporter = reporter(by.login());
        if (store.reportedIn(reporter, start(of), start(of.plusMonths(1)))) {
            throw new Problem.Conflict("您在这个月已经报告过问情况，不能再作零报告");
        }
        store.none(by.court(), reporter, of.atDay(1), clock.instant());
    }

    /** Adds to one's own report. */
    @Transactional
    void add(Actor by, long id, @Nullable String text) {
        access.allow(by, UseCase.REPORT_INTERVENTION, by.court());
        InterventionStore.Row row = own(by, id);
        String note = PlainText.required("text", text, LONG, "请写明补充的内容");
        step(by, row, Stage.ADDED, note, "补充过问案件情况记录第%d号（内容密封）".formatted(id));
    }

    /** One's own reports, the newest first. */
    @Transactional(readOnly = true)
    List<Intervention> own(Actor by) {
        access.allow(by, UseCase.REPORT_INTERVENTION, by.court());
        return store.ofReporter(reporter(by.login()), PAGE).stream()
                .map(this::open)
                .toList();
    }

    /** Whether one has reported for the month, one way or the other. */
    @Transactional(readOnly = true)
    boolean hasReported(Actor by, YearMonth month) {
        byte[] reporter = reporter(by.login());
        return store.reportedIn(reporter, start(month), start(month.plusMonths(1)))
                || contains(store.saidNone(List.of(by.court()), month.atDay(1)), reporter);
    }

    /** The reports that this supervisor's courts handle, the newest first, at most one more than a page. */
    @Transactional
    List<Intervention> toHandle(Actor by, long older) {
        access.allow(by, UseCase.HANDLE_INTERVENTION, by.court());
        List<Intervention> all = store.ofCourts(within(by), older, PAGE + 1).stream()
                .map(this::open)
                .toList();
        audit.record(
                by,
                by.court(),
                null,
                new Act("INTERVENTIONS_READ", "查阅过问案件情况记录", Map.of("count", Integer.toString(all.size()))));
        return all;
    }

    /** Takes the handling to its next stage. */
    @Transactional
    void handle(Actor by, long id, @Nullable String stage, @Nullable String text) {
        access.allow(by, UseCase.HANDLE_INTERVENTION, by.court());
        store.lock(id);
        InterventionStore.Row row = store.find(id).orElseThrow(Interventions::unknown);
        access.allow(by, UseCase.HANDLE_INTERVENTION, row.handledBy());
        if (Arrays.equals(row.reporter(), reporter(by.login()))) {
            throw new Problem.Forbidden("不能处理自己报告的过问记录，请由其他监督人员或者上级法院处理");
        }
        Stage to = stage(stage);
        if (!row.stage().next().contains(to)) {
            throw new Problem.Conflict("这份记录%s，不能改为“%s”".formatted(row.stage().zh(), to.zh()));
        }
        String note = PlainText.required("text", text, LONG, "请写明办理情况");
        step(by, row, to, note, "过问案件情况记录第%d号%s".formatted(id, to.zh()));
    }

    /**
     * How many in a year, and who has not reported for a month.
     *
     * @param missing members of one's own court who said neither that something happened nor that nothing did
     */
    record Figures(int year, YearMonth month, List<InterventionStore.Count> counts, List<String> missing) {}

    @Transactional(readOnly = true)
    Figures figures(Actor by, YearMonth month) {
        access.allow(by, UseCase.HANDLE_INTERVENTION, by.court());
        Instant from = start(YearMonth.of(month.getYear(), 1));
        List<byte[]> none = store.saidNone(List.of(by.court()), month.atDay(1));
        List<String> missing = staff.within(by.court()).stream()
                .filter(m -> m.court().equals(by.court()))
                .filter(m -> UseCase.REPORT_INTERVENTION.roles().stream().anyMatch(m.roles()::contains))
                .filter(m -> !contains(none, reporter(m.login()))
                        && !store.reportedIn(reporter(m.login()), start(month), start(month.plusMonths(1))))
                .map(StaffMember::name)
                .sorted()
                .toList();
        return new Figures(
                month.getYear(),
                month,
                store.counts(within(by), from, start(YearMonth.of(month.getYear() + 1, 1))),
                missing);
    }

    private void step(Actor by, InterventionStore.Row row, Stage stage, String note, String summary) {
        String plain = write(new Note(by.login(), by.name(), note, salt()));
        String sha256 = sha256(plain);
        store.addStep(row.id(), stage, keys.encrypt(CONTENT, plain), sha256, clock.instant());
        if (stage == Stage.ADDED) {
            tell(row.handledBy(), "INTERVENTION_ADDED", summary, row.id(), sha256);
        } else {
            audit.record(
                    by,
                    row.handledBy(),
                    null,
                    new Act(
                            "INTERVENTION_HANDLED",
                            summary,
                            Map.of("intervention", Long.toString(row.id()), "sha256", sha256)));
        }
    }

    /** Who wrote it is in the sealed bytes alone: the record of acts is open to those who may be meant. */
    private void tell(CourtCode court, String type, String summary, long id, String sha256) {
        audit.record(
                Actor.system("过问登记", court),
                court,
                null,
                new Act(type, summary, Map.of("intervention", Long.toString(id), "sha256", sha256)));
    }

    private InterventionStore.Row own(Actor by, long id) {
        return store.find(id)
                .filter(row -> Arrays.equals(row.reporter(), reporter(by.login())))
                .orElseThrow(Interventions::unknown);
    }

    private Intervention open(InterventionStore.Row row) {
        Content content = unseal(row.sealed(), row.sha256(), Content.class);
        LocalDate due = row.stage().dueAfter(day(row.reachedAt()));
        return new Intervention(
                row.id(),
                row.kind(),
                content.name(),
                content.told(),
                row.reportedAt(),
                row.stage(),
                due,
                due != null && LocalDate.now(clock).isAfter(due),
                store.steps(row.id()).stream().map(this::open).toList());
    }

    private Intervention.Step open(InterventionStore.StepRow step) {
        Note note = unseal(step.sealed(), step.sha256(), Note.class);
        return new Intervention.Step(step.state(), note.name(), note.text(), step.at());
    }

    private Intervention.Told told(InterventionDraft draft) {
        LocalDate on = PlainDay.required("on", draft.on(), "请填写发生日期");
        if (on.isAfter(LocalDate.now(clock))) {
            throw new Problem.Invalid("on", "发生日期不能晚于今天");
        }
        return new Intervention.Told(
                on,
                PlainText.required("who", draft.who(), SHORT, "请写明过问人姓名"),
                PlainText.required("post", draft.post(), SHORT, "请写明过问人的单位和职务"),
                PlainText.optional("relation", draft.relation(), SHORT),
                PlainText.required("how", draft.how(), SHORT, "请写明过问的方式，例如电话、当面、书面"),
                PlainText.required("words", draft.words(), LONG, "请写明过问的内容，尽量用原话"),
                PlainText.optional("witnesses", draft.witnesses(), LONG),
                caseNumber(draft.caseNumber()));
    }

    private static @Nullable String caseNumber(@Nullable String text) {
        String plain = PlainText.optional("caseNumber", text, SHORT);
        if (plain == null) {
            return null;
        }
        try {
            return CaseNumber.parse(plain).text();
        } catch (IllegalArgumentException malformed) {
            throw new Problem.Invalid("caseNumber", String.valueOf(malformed.getMessage()));
        }
    }

    private CourtCode above(CourtCode court) {
        return courts.find(court)
                .map(Court::parent)
                .orElseThrow(() -> new Problem.Invalid("above", "没有登记本院的上级法院，请由本院监督人员处理"));
    }

    private List<CourtCode> within(Actor by) {
        List<CourtCode> all = courts.within(by.court());
        return all.isEmpty() ? List.of(by.court()) : all;
    }

    private byte[] reporter(String login) {
        return keys.blindIndex(REPORTER, login);
    }

    private static String write(Record content) {
        return JsonMapper.shared().writeValueAsString(content);
    }

    private String salt() {
        byte[] bytes = new byte[SALT];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private <T> T unseal(byte[] sealed, String sha256, Class<T> type) {
        String plain = keys.decryptText(CONTENT, sealed);
        if (!sha256(plain).equals(sha256)) {
            throw new IllegalStateException("a report of an intervention is not what was told");
        }
        return JsonMapper.shared().readValue(plain, type);
    }

    private static boolean contains(List<byte[]> all, byte[] one) {
        return all.stream().anyMatch(each -> Arrays.equals(each, one));
    }

    private static InterventionKind kind(@Nullable String text) {
        return named("kind", () -> InterventionKind.valueOf(text == null ? "" : text), "请选择过问的种类");
    }

    private static Stage stage(@Nullable String text) {
        return named("stage", () -> Stage.valueOf(text == null ? "" : text), "请选择办理结果");
    }

    private static <T> T named(String field, Supplier<T> value, String otherwise) {
        try {
            return value.get();
        } catch (IllegalArgumentException unknown) {
            throw new Problem.Invalid(field, otherwise);
        }
    }

    static YearMonth month(@Nullable String text) {
        try {
            return YearMonth.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException malformed) {
            throw new Problem.Invalid("month", "月份写作 2026-03");
        }
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(TimeConfiguration.ZONE).toInstant();
    }

    private static LocalDate day(Instant at) {
        return at.atZone(TimeConfiguration.ZONE).toLocalDate();
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这份过问记录");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
