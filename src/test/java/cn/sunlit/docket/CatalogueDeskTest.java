package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.AuditSupport;
import cn.sunlit.docket.CatalogueEditor.Change;
import cn.sunlit.docket.TrialStore.Progress;
import cn.sunlit.docket.TrialStore.Tally;
import cn.sunlit.docket.TrialStore.Trial;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.settings.SettingsSupport;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From a draft to a catalogue in force, by two people; each test has a court of its own. */
@ExtendWith(PostgresTest.class)
class CatalogueDeskTest {

    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);
    private static final LocalDate APRIL_1 = LocalDate.of(2026, 4, 1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DocketStore dockets;
    private final CatalogueStore store;
    private final TrialStore trials;

    CatalogueDeskTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.dockets = new DocketStore(jdbc, new LedgerStore(jdbc));
        this.store = new CatalogueStore(jdbc);
        this.trials = new TrialStore(jdbc);
    }

    private CourtCode court(String code) {
        transaction.executeWithoutResult(s -> jdbc.sql("""
                        insert into identity.court (code, name, level, parent) values (:code, '试验法院' || :code, '基层', '鄂11')
                        on conflict do nothing""").param("code", code).update());
        return new CourtCode(code);
    }

    private static Clock on(LocalDate day) {
        return Clock.fixed(day.atTime(9, 30).atZone(TimeConfiguration.ZONE).toInstant(), TimeConfiguration.ZONE);
    }

    private static Actor member(CourtCode court, String login, Role... roles) {
        return new Actor(Actor.Kind.STAFF, login, login, court, Set.of(roles), null, Set.of());
    }

    private CatalogueDesk desk(LocalDate today) {
        return new CatalogueDesk(
                store,
                dockets,
                trials,
                new Catalogues(dockets, on(today)),
                IdentitySupport.access(jdbc),
                IdentitySupport.courts(jdbc),
                AuditSupport.audit(jdbc, transaction, on(today)),
                on(today));
    }

    private <T> T tx(Supplier<T> act) {
        AtomicReference<T> got = new AtomicReference<>();
        transaction.executeWithoutResult(s -> got.set(act.get()));
        return Objects.requireNonNull(got.get());
    }

    private void run(Runnable act) {
        transaction.executeWithoutResult(s -> act.run());
    }

    private long drafted(Actor by, String from) {
        return tx(() -> desk(MARCH_2).begin(by, from));
    }

    private int nodesOn(CourtCode court, LocalDate day) {
        return new Catalogues(dockets, on(day))
                .version(dockets.versionOn(court, day))
                .nodes()
                .size();
    }

    @Test
    void 局长提请_监督员批准_到日对新案适用() {
        CourtCode court = court("鄂1101");
        Actor director = member(court, "director", Role.BUREAU_CHIEF, Role.PRESIDENT);
        long draft = drafted(director, "54");
        run(() -> desk(MARCH_2).propose(director, draft, APRIL_1, "节点过多，合并管理"));

        assertThatThrownBy(() -> run(() -> desk(MARCH_2).decide(director, draft, true, null)))
                .isInstanceOf(Problem.Forbidden.class)
                .hasMessageContaining("不能是同一人");
        Actor officer = member(court, "officer", Role.OFFICER);
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).decide(officer, draft, true, null)))
                .isInstanceOf(Problem.Forbidden.class);
        Actor elsewhere = member(court("鄂1102"), "other", Role.PRESIDENT, Role.SUPERVISOR);
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).decide(elsewhere, draft, true, null)))
                .isInstanceOf(Problem.Forbidden.class);
        // The superior court's supervisor may, as at the court itself.
        Actor above = member(new CourtCode("鄂11"), "above", Role.SUPERVISOR);
        run(() -> desk(MARCH_2).decide(above, draft, true, null));
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).decide(above, draft, true, null)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("已批准");

        assertThat(nodesOn(court, APRIL_1.minusDays(1))).isEqualTo(76);
        assertThat(nodesOn(court, APRIL_1)).isEqualTo(54);
        assertThat(nodesOn(new CourtCode("鄂1102"), APRIL_1)).isEqualTo(76);
        assertThat(desk(MARCH_2).adopted(court)).singleElement().satisfies(a -> {
            assertThat(a.version()).isEqualTo("简明1.0");
            assertThat(a.effectiveFrom()).isEqualTo(APRIL_1);
        });
        assertThat(jdbc.sql("""
                        select string_agg(type, ' ' order by id) from audit.entry
                        where type like 'CATALOGUE%' and court = '鄂1101'""").query(String.class).single())
                .isEqualTo("CATALOGUE_DRAFTED CATALOGUE_PROPOSED CATALOGUE_APPROVED");
    }

    @Test
    void 施行日期须在将来_逾期未批的须重新提请_数据库也认两个人() {
        CourtCode court = court("鄂1103");
        Actor director = member(court, "director3", Role.BUREAU_CHIEF);
        Actor president = member(court, "president3", Role.PRESIDENT);
        long draft = drafted(director, "54");
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).propose(director, draft, MARCH_2, "理由")))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("须晚于今天");
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).propose(director, draft, APRIL_1, " ")))
                .isInstanceOf(Problem.Invalid.class);
        run(() -> desk(MARCH_2).propose(director, draft, APRIL_1, "理由"));
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).propose(director, draft, APRIL_1, "理由")))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> run(() -> desk(APRIL_1).decide(president, draft, true, null)))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("已到");
        assertThatThrownBy(() -> run(() -> store.step(
                        draft, "APPROVED", APRIL_1, null, director, on(MARCH_2).instant())))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("不能是同一人");
        run(() -> desk(APRIL_1).withdraw(director, draft));
        assertThat(nodesOn(court, APRIL_1)).isEqualTo(76);
    }

    @Test
    void 写过前一份文本的人_也不能批准后一份() {
        CourtCode court = court("鄂1107");
        Actor president = member(court, "president7", Role.PRESIDENT);
        Actor director = member(court, "director7", Role.BUREAU_CHIEF);
        long first = drafted(president, "54");
        long second = tx(() -> desk(MARCH_2).rename(director, first, "简明1.1"));
        run(() -> desk(MARCH_2).propose(director, second, APRIL_1, "理由"));
        assertThatThrownBy(() -> run(() -> desk(MARCH_2).decide(president, second, true, null)))
                .isInstanceOf(Problem.Forbidden.class);
        run(() -> desk(MARCH_2).decide(member(court, "supervisor7", Role.SUPERVISOR), second, false, "另议"));
        assertThat(nodesOn(court, APRIL_1)).isEqualTo(76);
    }

    @Test
    void 表单改期限_法定的不能延长_指出条文_版本号自动更换() {
        CourtCode court = court("鄂1104");
        Actor director = member(court, "director4", Role.BUREAU_CHIEF);
        long draft = drafted(director, "FORCE");
        CatalogueDesk desk = desk(MARCH_2);
        long longer = tx(() -> desk.change(director, draft, "A03", change("A03", 10)));
        CatalogueDesk.Checked checked = desk.check(desk.open(director, longer));
        assertThat(checked.refusals()).singleElement().satisfies(r -> {
            assertThat(r.rule()).isEqualTo("QX-40");
            assertThat(r.law()).contains("第八十五条", "执行工作规定第16条");
        });
        assertThatThrownBy(() -> run(() -> desk.propose(director, longer, APRIL_1, "理由")))
                .isInstanceOfSatisfying(
                        Problem.Conflict.class, c -> assertThat(c.refusals()).hasSize(1));
        assertThatThrownBy(() -> run(() -> desk.change(director, draft, "A04", change("A04", 2))))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("已被修改");

        long good = tx(() -> desk.change(director, longer, "A03", change("A03", 5)));
        CatalogueDesk.Checked better = desk.check(desk.open(director, good));
        assertThat(better.mayBeAdopted()).isTrue();
        assertThat(Objects.requireNonNull(better.catalogue()).version()).isEqualTo("1.0·鄂1104·1");
        long taken = tx(() -> desk.rename(director, good, "1.0"));
        assertThat(desk.check(desk.open(director, taken)).refusals())
                .as("QX-46")
                .extracting(Problem.Refusal::rule)
                .containsExactly("QX-46");
    }

    private Change change(String code, int days) {
        Change was = Change.of(new Catalogues(dockets, on(MARCH_2)).shipped().node(code));
        return new Change(
                was.name(), days, "NATURAL_DAY", 1, 0, "NATURAL_DAY", was.role(), was.publicNode(), was.timing());
    }

    @Test
    void 有错的文本可以存_不能提请_读不得的不存() {
        CourtCode court = court("鄂1105");
        Actor director = member(court, "director5", Role.BUREAU_CHIEF);
        long draft = drafted(director, "76");
        CatalogueDesk desk = desk(MARCH_2);
        String inner = Catalogues.text("nodes.yaml");
        String open = Catalogues.text("public-nodes.yaml");
        assertThatThrownBy(() -> run(() -> desk.write(director, draft, "a: &a [1]\nb: *a", open)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("锚点");
        assertThatThrownBy(() -> run(() -> desk.write(director, draft, inner.replace("立案审查", "立案\u202e审查"), open)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("看不见的字符");
        long faulty = tx(() -> desk.write(director, draft, inner.replace("role: ARCHIVIST", "role: JANITOR"), open));
        assertThat(desk.check(desk.open(director, faulty)).faults())
                .singleElement()
                .asString()
                .startsWith("节点I04的角色“JANITOR”没有声明（内部节点目录第");
        assertThatThrownBy(() -> run(() -> desk.propose(director, faulty, APRIL_1, "理由")))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> run(() -> desk.tryOut(director, faulty, null, null)))
                .isInstanceOf(Problem.Conflict.class);
    }

    @Test
    void 用过去的案件试算_哪些会逾期_可以取消() {
        CourtCode court = court("鄂1106");
        Actor director = member(court, "director6", Role.BUREAU_CHIEF);
        for (long key = 601; key <= 603; key++) {
            filed(court, new CaseId(key), key == 603 ? 8 : 3);
        }
        LocalDate today = LocalDate.of(2026, 3, 11);
        long draft = tx(() -> desk(today).begin(director, "76"));
        long shorter = tx(() -> desk(today).change(director, draft, "A04", change("A04", 2)));
        CatalogueTrials work = new CatalogueTrials(
                trials, store, dockets, SettingsSupport.holidays(jdbc, transaction, on(today)), on(today), transaction);
        run(() -> desk(today).tryOut(director, shorter, null, null));
        assertThatThrownBy(() -> run(() -> desk(today).tryOut(director, shorter, null, null)))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(work.runDue()).isEqualTo(3);
        assertThat(work.runDue()).isZero();
        Trial trial = trials.newest(shorter).orElseThrow();
        assertThat(trial.state()).isEqualTo(Progress.DONE);
        assertThat(trial.done()).isEqualTo(3);
        assertThat(trial.total()).isEqualTo(3);
        // All three told the acceptance after three or eight days: within three days two, within two none.
        assertThat(trials.tallies(trial.id())).contains(new Tally("A04", 3, 1, 3));
        assertThat(trials.turned(trial.id()))
                .extracting(TrialStore.Turned::caseId, TrialStore.Turned::code, TrialStore.Turned::draftDue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(601L, "A04", LocalDate.of(2026, 3, 4)),
                        org.assertj.core.groups.Tuple.tuple(602L, "A04", LocalDate.of(2026, 3, 4)));

        run(() -> desk(today).tryOut(director, shorter, today, today));
        run(() -> desk(today).cancelTrial(director, shorter));
        assertThat(work.runDue()).isZero();
        assertThat(trials.newest(shorter).orElseThrow().state()).isEqualTo(Progress.CANCELLED);
        assertThatThrownBy(() -> run(() -> desk(today).cancelTrial(director, shorter)))
                .isInstanceOf(Problem.Conflict.class);
    }

    private void filed(CourtCode court, CaseId id, int days) {
        Actor by = member(court, "filing6", Role.FILING_CLERK);
        LocalDate told = MARCH_2.plusDays(days);
        run(() -> {
            Docket docket = docket(MARCH_2);
            docket.open(by, id, court, MARCH_2);
            docket.happened(by, id, "CASE_FILED", MARCH_2, "登记立案");
        });
        run(() ->
                docket(told).complete(by, id, "A04", told, List.of(new Evidence("RECORD", "told:" + id, "告知", null))));
    }

    private Docket docket(LocalDate today) {
        Audit audit = AuditSupport.audit(jdbc, transaction, on(today));
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, on(today));
        Catalogues catalogues = new Catalogues(dockets, on(today));
        Recount recount = new Recount(dockets, catalogues, holidays, audit, e -> {}, on(today));
        return new Docket(dockets, catalogues, recount, holidays, audit, event -> {}, Publicity.ofProgram(), on(today));
    }
}
