package cn.sunlit.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.robot.DiaryStore.Asked;
import cn.sunlit.robot.DiaryStore.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The robot's plan between several processes, its diary and its switch. */
@ExtendWith(PostgresTest.class)
class RobotStoreTest {

    private static final CourtCode OURS = new CourtCode("鄂1125");
    private static final CourtCode OTHERS = new CourtCode("鄂1126");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RobotStore store;
    private final DiaryStore diary;

    RobotStoreTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new RobotStore(jdbc);
        this.diary = new DiaryStore(jdbc);
    }

    @BeforeEach
    void nothingPlanned() {
        jdbc.sql("truncate robot.run").update();
    }

    @Test
    void 同一案件同一理由同一期间只计划一次_八个进程各不重复() throws Exception {
        assertThat(store.plan(run(1, OURS, "2026-09-10", TODAY))).isTrue();
        assertThat(store.plan(run(1, OURS, "2026-09-10", TODAY.plusDays(9)))).isFalse();
        for (int i = 2; i <= 40; i++) {
            store.plan(run(i, OURS, "2026-09-10", TODAY.minusDays(i % 3)));
        }
        store.plan(run(99, OURS, "2026-09-10", TODAY.plusDays(1)));
        List<Long> asked = Collections.synchronizedList(new ArrayList<>());
        try (var processes = Executors.newFixedThreadPool(8)) {
            processes
                    .invokeAll(Collections.nCopies(80, (Callable<Void>) () -> {
                        transaction.executeWithoutResult(t -> store.claim(TODAY, LocalDate.EPOCH, 0)
                                .ifPresent(r -> {
                                    store.asked(r.id(), 1000 + r.id(), TODAY);
                                    asked.add(r.caseId().value());
                                }));
                        return null;
                    }))
                    .forEach(f -> assertThat(f.state()).isEqualTo(java.util.concurrent.Future.State.SUCCESS));
        }
        assertThat(asked).hasSize(40).doesNotHaveDuplicates().doesNotContain(99L);
    }

    @Test
    void 停用的法院不领取_别的法院照常_启用后补办() {
        store.plan(run(1, OURS, "1", TODAY));
        store.plan(run(2, OTHERS, "1", TODAY));
        diary.turn(OURS, false, "系统升级", "director", "周局长", NOW);
        assertThat(claim()).isEqualTo(2);
        assertThat(store.waiting(OURS, TODAY)).isEqualTo(1);
        diary.turn(OURS, true, "升级完成", "director", "周局长", NOW.plusSeconds(60));
        assertThat(claim()).isEqualTo(1);
        assertThat(diary.position(OURS).orElseThrow().because()).isEqualTo("升级完成");
    }

    @Test
    void 日志只能追加_按日期和事项查找() {
        for (int i = 0; i < 3; i++) {
            diary.note(new Line(
                    OURS,
                    new CaseId(7),
                    TODAY.plusDays(i),
                    NOW.plusSeconds(i),
                    Deed.ASKED,
                    Reason.FIRST,
                    "第" + i + "天",
                    null));
        }
        diary.note(new Line(OURS, null, TODAY, NOW, Deed.STOPPED, null, "停用", null));
        assertThat(diary.page(OURS, new Asked(TODAY, null, null), 50, 0))
                .extracting(t -> t.line().sentence())
                .containsExactly("停用", "第0天");
        assertThat(diary.count(OURS, new Asked(null, null, Deed.ASKED))).isEqualTo(3);
        assertThat(diary.count(OTHERS, new Asked(null, null, null))).isZero();
        assertThat(diary.newest(new CaseId(7))).hasSize(3);
        assertThatThrownBy(
                        () -> jdbc.sql("update robot.diary set sentence = '改'").update())
                .hasMessageContaining("只能追加");
        diary.turn(new CourtCode("鄂1127"), false, "试停", "director", "周局长", NOW);
        assertThatThrownBy(() -> jdbc.sql("delete from robot.switch").update()).hasMessageContaining("只能追加");
    }

    @Test
    void 出错的推迟一日_不挡住后面的() {
        store.plan(run(1, OURS, "1", TODAY));
        store.plan(run(2, OURS, "1", TODAY));
        Run first = Objects.requireNonNull(
                transaction.execute(t -> store.claim(TODAY, LocalDate.EPOCH, 0).orElseThrow()));
        assertThat(store.postpone(first.id(), TODAY.plusDays(1))).isEqualTo(1);
        assertThat(claim()).isEqualTo(2);
        assertThat(store.claim(TODAY, LocalDate.EPOCH, 0)).isEmpty();
    }

    private long claim() {
        return Objects.requireNonNull(transaction.execute(t -> {
            Run run = store.claim(TODAY, LocalDate.EPOCH, 0).orElseThrow();
            store.asked(run.id(), 5000 + run.id(), TODAY);
            return run.caseId().value();
        }));
    }

    private static Run run(long id, CourtCode court, String period, LocalDate due) {
        return new Run(0, new CaseId(id), court, Reason.AFTER_TERMINATION, period, "终本后第1次", Set.of(), null, due);
    }
}
