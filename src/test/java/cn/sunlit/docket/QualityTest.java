package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Completions by hand: what is refused, what is marked, and where the marks are seen. */
@SunlitTest(shared = "cases")
class QualityTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor SUPERVISOR = actor("supervisor", Role.SUPERVISOR);
    private static final AtomicInteger NEXT = new AtomicInteger(6000);

    @Autowired
    Cases cases;

    @Autowired
    CaseDoor door;

    @Autowired
    Docket docket;

    @Autowired
    DocketStore store;

    @Autowired
    NodeActs acts;

    @Autowired
    Quality quality;

    @Autowired
    Documents documents;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    private Actor judge;
    private CaseRef file;
    private LocalDate today;

    private static Actor actor(String login, Role... roles) {
        return new Actor(Actor.Kind.STAFF, login, login, COURT, Set.of(roles), null, Set.of());
    }

    @BeforeEach
    void aCase() {
        judge = actor("judge", Role.OFFICER);
        today = LocalDate.now(clock);
        file = filed();
    }

    private CaseRef filed() {
        var filed = cases.file(
                actor("filing", Role.FILING_CLERK),
                cases.read(JsonMapper.shared().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","livelihood":false,"cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2025）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2025-02-10",
                          "performanceDue":"2025-02-20"},
                 "applicants":[{"kind":"ORGANISATION","name":"质量申请人","idType":"CREDIT_CODE","idNumber":"91350100M000100Y43","phone":"13800007001"}],
                 "respondents":[{"kind":"PERSON","name":"质量被执行人","idType":"RESIDENT_ID","idNumber":"440524188001010014"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(today, NEXT.incrementAndGet()))));
        return door.open(actor("judge", Role.OFFICER), filed.number());
    }

    /** Opens a node that is completed by hand. */
    private long clue(String cause) {
        docket.happened(judge, file.id(), "CLUE_RECEIVED", today, cause, "clue:" + cause, Set.of("C05"));
        return store.rows(file.id()).stream()
                .filter(r -> r.code().equals("C05") && r.state() == State.OPEN)
                .reduce((a, b) -> b)
                .orElseThrow()
                .id();
    }

    private List<Long> paper() {
        return documents.ofCase(file.id()).stream().limit(1).map(Document::id).toList();
    }

    private State state(long run) {
        return store.rows(file.id()).stream()
                .filter(r -> r.id() == run)
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void 接管的案件以前办过什么不在案_分案不标倒置() {
        var taken = cases.takeOver(
                actor("filing", Role.FILING_CLERK),
                cases.readExisting(JsonMapper.shared().readTree("""
                {"court":"鄂1125","number":"（2018）鄂1125执3号","type":"FIRST_ENFORCEMENT","stage":"OPEN",
                 "title":{"kind":"JUDGMENT"},"applicants":[{"kind":"PERSON","name":"甲某"}],
                 "respondents":[{"kind":"PERSON","name":"乙某"}],
                 "obligations":[{"kind":"MONEY","principal":"1000.00"}]}""")));
        cases.assign(actor("director", Role.BUREAU_CHIEF), taken.number(), "judge", null);
        assertThat(store.rows(taken.id())).extracting(NodeRow::code).contains("A06");
        assertThat(jdbc.sql("select count(*) from docket.mark where case_id = ?")
                        .param(taken.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void 将来_立案以前_别案文书_没有证据_随动作办结的_都拒绝_什么也不留下() {
        long run = clue("一");
        assertThatThrownBy(() -> acts.complete(judge, file, run, today.plusDays(1), paper()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("将来");
        assertThatThrownBy(() -> acts.complete(judge, file, run, today.minusDays(1), paper()))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("早于立案日");
        CaseRef other = filed();
        List<Long> foreign = List.of(documents.ofCase(other.id()).getFirst().id());
        assertThatThrownBy(() -> acts.complete(judge, file, run, today, foreign))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("本案没有");
        assertThatThrownBy(() -> acts.complete(judge, file, run, today, List.of()))
                .isInstanceOf(Problem.Invalid.class);
        long notice = store.rows(file.id()).stream()
                .filter(r -> r.code().equals("B01"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThatThrownBy(() -> acts.complete(judge, file, notice, today, paper()))
                .isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("一并办结");
        assertThatThrownBy(() -> acts.complete(actor("cashier", Role.FINANCE), file, run, today, paper()))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(state(run)).isEqualTo(State.OPEN);
        acts.complete(judge, file, run, today, paper());
        assertThat(state(run)).isEqualTo(State.DONE);
    }

    @Test
    void 八个人同一秒办结同一节点_一个成_其余被告知是谁() throws Exception {
        long run = clue("二");
        List<Long> paper = paper();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Actor one = actor("officer" + i, Role.OFFICER);
            calls.add(() -> {
                try {
                    acts.complete(one, file, run, today, paper);
                    return "done";
                } catch (Problem.Conflict told) {
                    return told.getMessage();
                }
            });
        }
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce("done");
        assertThat(answers.stream().filter(a -> !a.equals("done")))
                .hasSize(7)
                .allSatisfy(a -> assertThat(a).contains("已完成", "officer"));
        NodeRow row = store.rows(file.id()).stream()
                .filter(r -> r.id() == run)
                .findFirst()
                .orElseThrow();
        assertThat(row.evidence()).hasSize(1);
    }

    @Test
    void 同一文书两个节点_一分钟二十个节点_各自标记_看板按承办人列出并能点到() {
        judge = actor("quickhand", Role.OFFICER);
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < MarkStore.BURST; i++) {
            runs.add(clue("第" + i + "条"));
        }
        // All within one minute of the clock, unless a minute ends between: then once more.
        runs.forEach(run -> acts.complete(judge, file, run, today, paper()));
        for (int i = 0; i < MarkStore.BURST && rows(Mark.BURST).isEmpty(); i++) {
            acts.complete(judge, file, clue("再" + i), today, paper());
        }
        assertThat(rows(Mark.BURST)).hasSizeGreaterThanOrEqualTo(MarkStore.BURST);
        assertThat(rows(Mark.SAME_DOCUMENT))
                .as("the acceptance notice proves A04 already")
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.detail()).contains("A04"));
        var board = quality.board(SUPERVISOR, COURT, today, today);
        assertThat(board.courts()).anySatisfy(l -> assertThat(l.of(Mark.BURST)).isPositive());
        assertThat(board.officers())
                .anySatisfy(l -> assertThat(l.of(Mark.SAME_DOCUMENT)).isPositive());
        assertThatThrownBy(() -> quality.board(judge, COURT, today, today)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> quality.board(SUPERVISOR, new CourtCode("京0101"), today, today))
                .isInstanceOf(Problem.Forbidden.class);
    }

    private List<MarkStore.Row> rows(Mark kind) {
        String owner = store.head(file.id()).orElseThrow().owner();
        return quality.rows(SUPERVISOR, COURT, kind, owner == null ? "" : owner, today, today, Long.MAX_VALUE).stream()
                .filter(r -> r.caseId() == file.id().value())
                .toList();
    }
}
