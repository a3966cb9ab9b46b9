package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.audit.AuditSupport;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.settings.Holidays;
import cn.sunlit.settings.SettingsSupport;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which catalogue a case follows: the one in force at its court on the day of filing, and no later one. */
@ExtendWith(PostgresTest.class)
class AdoptedCataloguesTest {

    private static final CourtCode COUNTY = new CourtCode("鄂1125");
    private static final CourtCode NEIGHBOUR = new CourtCode("鄂1126");
    private static final CourtCode CITY = new CourtCode("鄂11");
    private static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);
    private static final LocalDate APRIL_1 = LocalDate.of(2026, 4, 1);
    private static final LocalDate APRIL_7 = LocalDate.of(2026, 4, 7);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DocketStore store;
    private final CatalogueStore catalogueStore;
    private final List<Object> told = new ArrayList<>();
    private static final AtomicLong CASES = new AtomicLong(100);

    AdoptedCataloguesTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new DocketStore(jdbc, new LedgerStore(jdbc));
        this.catalogueStore = new CatalogueStore(jdbc);
    }

    @BeforeEach
    void courts() {
        tx(() -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from docket.catalogue_adoption").update();
            jdbc.sql("""
                    insert into identity.court (code, name, level, parent) values ('鄂1126', '蕲春县人民法院', '基层', '鄂11')
                    on conflict (code) do nothing""").update();
        });
    }

    private static Clock on(LocalDate day) {
        return Clock.fixed(day.atTime(9, 30).atZone(TimeConfiguration.ZONE).toInstant(), TimeConfiguration.ZONE);
    }

    private static Actor at(CourtCode court, String login, Role role) {
        return new Actor(Actor.Kind.STAFF, login, login, court, Set.of(role), null, Set.of());
    }

    private void tx(Runnable act) {
        transaction.executeWithoutResult(s -> act.run());
    }

    private Docket docket(LocalDate today) {
        Audit audit = AuditSupport.audit(jdbc, transaction, on(today));
        Holidays holidays = SettingsSupport.holidays(jdbc, transaction, on(today));
        Catalogues catalogues = new Catalogues(store, on(today));
        Recount recount = new Recount(store, catalogues, holidays, audit, e -> {}, on(today));
        return new Docket(store, catalogues, recount, holidays, audit, told::add, Publicity.ofProgram(), on(today));
    }

    private static List<Evidence> record(String reference) {
        return List.of(new Evidence("RECORD", reference, "登记", null));
    }

    /** Takes a text as a court's version from a day on, past the desk where two people do. */
    private void adopt(CourtCode court, String inner, String open, LocalDate from) {
        tx(() -> {
            Actor by = at(court, "director", Role.BUREAU_CHIEF);
            long draft = catalogueStore
                    .save(court, null, "随产品发布", inner, open, by, on(MARCH_2).instant())
                    .orElseThrow();
            catalogueStore.adopt(
                    catalogueStore.draft(draft).orElseThrow(),
                    CatalogueReader.read(inner, open),
                    from,
                    by,
                    on(MARCH_2).instant());
        });
    }

    private void adopt54(CourtCode court, LocalDate from) {
        adopt(court, Catalogues.text("nodes-54.yaml"), Catalogues.text("public-nodes-54.yaml"), from);
    }

    private CaseId filed(CourtCode court, LocalDate received, LocalDate day, @Nullable String kind) {
        CaseId id = new CaseId(CASES.incrementAndGet());
        Actor by = at(court, "filing", Role.FILING_CLERK);
        tx(() -> {
            Docket docket = docket(day);
            docket.open(List.of(new NewDocket(id, court, received, day, "judge", false, kind)));
            docket.happened(by, id, "APPLICATION_RECEIVED", received, "收到执行申请材料");
            docket.complete(by, id, "A02", received, record("receipt:" + id));
            docket.complete(by, id, "A03", day, record("filing:" + id));
            docket.happened(by, id, "CASE_FILED", day, "登记立案");
        });
        return id;
    }

    private InnerNode node(CaseId id, String code, LocalDate today) {
        return docket(today).innerNodes(id).stream()
                .filter(n -> n.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void 目录中途更换_旧案期限不动_新案按新目录() {
        CaseId old = filed(COUNTY, MARCH_2, MARCH_2, null);
        adopt54(COUNTY, APRIL_1);
        CaseId stillOld = filed(COUNTY, APRIL_1.minusDays(1), APRIL_1.minusDays(1), null);
        CaseId fresh = filed(COUNTY, APRIL_1.minusDays(2), APRIL_7, null);

        assertThat(node(old, "C01", APRIL_7).dueOn()).isEqualTo(LocalDate.of(2026, 3, 12));
        assertThat(docket(APRIL_7).innerNodes(old)).hasSize(76);
        assertThat(docket(APRIL_7).innerNodes(stillOld)).hasSize(76);
        // Received under the old one, filed under the new one: the day of filing decides.
        assertThat(docket(APRIL_7).innerNodes(fresh)).hasSize(54);
        assertThat(node(fresh, "C01", APRIL_7).dueOn()).isEqualTo(LocalDate.of(2026, 4, 10));
        // What begins later in the old case still follows the old one.
        tx(() -> docket(APRIL_7).complete(at(COUNTY, "judge", Role.OFFICER), old, "A06", APRIL_7, record("assigned")));
        tx(() ->
                docket(APRIL_7).complete(at(COUNTY, "judge", Role.OFFICER), fresh, "A06", APRIL_7, record("assigned")));
        assertThat(node(old, "A07", APRIL_7).dueOn()).isEqualTo(LocalDate.of(2026, 4, 10));
        assertThat(node(fresh, "A07", APRIL_7).dueOn()).isEqualTo(LocalDate.of(2026, 4, 9));
    }

    @Test
    void 本院没有的用上级法院的_本院有的用本院的_邻院不受影响() {
        adopt54(CITY, APRIL_1);
        assertThat(docket(APRIL_7).innerNodes(filed(NEIGHBOUR, APRIL_7, APRIL_7, null)))
                .hasSize(54);
        assertThat(docket(APRIL_7).innerNodes(filed(COUNTY, APRIL_7, APRIL_7, null)))
                .hasSize(54);
        adopt(COUNTY, Catalogues.text("nodes.yaml"), Catalogues.text("public-nodes.yaml"), APRIL_1);
        assertThat(docket(APRIL_7).innerNodes(filed(COUNTY, APRIL_7, APRIL_7, null)))
                .hasSize(76);
        assertThat(docket(APRIL_7).innerNodes(filed(NEIGHBOUR, APRIL_7, APRIL_7, null)))
                .hasSize(54);
        // Before the day on which the city's begins, the shipped one.
        assertThat(docket(APRIL_7).innerNodes(filed(NEIGHBOUR, MARCH_2, MARCH_2, null)))
                .hasSize(76);
    }

    @Test
    void 非诉行政案件三个月_其他六个月() {
        CaseId administrative = filed(COUNTY, MARCH_2, MARCH_2, NewDocket.NON_LITIGATION_ADMINISTRATIVE);
        assertThat(node(administrative, "I03", MARCH_2).dueOn()).isEqualTo(LocalDate.of(2026, 6, 2));
        assertThat(node(filed(COUNTY, MARCH_2, MARCH_2, null), "I03", MARCH_2).dueOn())
                .isEqualTo(LocalDate.of(2026, 9, 2));
        NodeRow term = store.rows(administrative).stream()
                .filter(r -> r.code().equals("I03"))
                .findFirst()
                .orElseThrow();
        assertThat(term.dueProof()).contains("3 MONTH");
    }

    @Test
    void 五十四节点的法院_从立案办到结案() {
        adopt54(COUNTY, APRIL_1);
        Actor judge = at(COUNTY, "judge", Role.OFFICER);
        CaseId id = filed(COUNTY, APRIL_7, APRIL_7, null);
        Docket docket = docket(APRIL_7);
        // A05 and C12 are not followed here; the acts behind them go on.
        tx(() -> docket.complete(judge, id, "A05", APRIL_7, record("related")));
        for (String code : List.of("A04", "A06", "A07", "B01", "B02", "B03", "B04", "C01")) {
            tx(() -> docket.complete(judge, id, code, APRIL_7, record(code)));
        }
        tx(() -> docket.happened(judge, id, "QUERY_FEEDBACK_RECEIVED", APRIL_7, "查询反馈"));
        tx(() -> docket.complete(judge, id, "C02", APRIL_7, record("screened")));
        tx(() -> docket.complete(judge, id, "C12", APRIL_7, record("branch")));
        tx(() -> docket.happened(judge, id, "CONTROLLABLE_ASSET_FOUND", APRIL_7, "存款", "asset:1", Set.of("D01")));
        tx(() -> docket.complete(judge, id, "D01", "asset:1", APRIL_7, record("frozen")));
        tx(() -> docket.happened(judge, id, "FUNDS_RECEIVED", APRIL_7, "到账"));
        for (String code : List.of("F01", "F02", "F06", "F07", "I03")) {
            tx(() -> docket.complete(judge, id, code, APRIL_7, record(code)));
        }
        tx(() -> docket.waive(judge, id, "G01", "五预警不在本院目录内"));
        assertThat(docket.innerNodes(id))
                .hasSize(54)
                .filteredOn(n -> n.state() == State.DONE)
                .extracting(InnerNode::code)
                .contains("A02", "A03", "B01", "C02", "D01", "F07", "I03")
                .doesNotContain("A05", "C12");
        assertThat(node(id, "F07", APRIL_7).dueOn()).isEqualTo(LocalDate.of(2026, 4, 22));
        assertThat(node(id, "I04", APRIL_7).state()).as("归档由结案起算").isEqualTo(State.OPEN);
        assertThat(docket.publicNodes(id, Audience.APPLICANT))
                .hasSize(22)
                .filteredOn(n -> n.state() == State.DONE)
                .isNotEmpty();
    }

    @Test
    void 从未听说的节点_仍是程序错误() {
        adopt54(COUNTY, APRIL_1);
        CaseId id = filed(COUNTY, APRIL_7, APRIL_7, null);
        assertThatThrownBy(() -> tx(() ->
                        docket(APRIL_7).complete(at(COUNTY, "judge", Role.OFFICER), id, "Z99", APRIL_7, record("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
