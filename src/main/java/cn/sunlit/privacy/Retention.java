package cn.sunlit.privacy;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each night lets go what was kept long enough, a rule a transaction, and puts on record how much of what. Days on which the
 * program did not run are made up for by the next night: what is older than its term goes then.
 */
@Component
@Order(91)
class Retention implements DueWork {

    private final RetentionTable table;
    private final RetentionStore store;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** Spares the question of every round whether today's run is done. */
    private volatile @Nullable LocalDate done;

    Retention(RetentionTable table, RetentionStore store, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.table = table;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    @Law(
            id = "PI-02",
            statute = "个人信息保护法",
            edition = "2021-11-01",
            article = 19,
            text = "除法律、行政法规另有规定外，个人信息的保存期限应当为实现处理目的所必要的最短时间。")
    @Practice(id = "PR-KEEP", text = "保存期限表中各项的具体期限法律未规定，为产品默认值；期满后由系统每日删除并留痕，案卷和存证不在此列。")
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(done)) {
            return 0;
        }
        Set<String> ran = store.done(today);
        int erased = 0;
        boolean all = true;
        for (RetentionTable.Rule rule : table.expiring()) {
            if (!ran.contains(rule.id())) {
                int gone = Objects.requireNonNullElse(transaction.execute(status -> run(rule, today)), 0);
                all &= gone >= 0;
                erased += Math.max(0, gone);
            }
        }
        done = all ? today : done;
        return erased;
    }

    /** From when on a rule's data are too old on this day: a term is over at the end of its last day. */
    static Instant before(LocalDate day, Period keep) {
        return day.minus(keep).atStartOfDay(TimeConfiguration.ZONE).toInstant();
    }

    /** @return how much went; less than zero where another process is at it */
    private int run(RetentionTable.Rule rule, LocalDate today) {
        if (!store.turn()) {
            return -1;
        }
        if (store.done(today).contains(rule.id())) {
            return 0;
        }
        Instant before = before(today, Objects.requireNonNull(rule.keep()));
        int erased = 0;
        for (int gone = 1; gone > 0; ) {
            gone = table.keeper(rule).erase(before);
            erased += gone;
        }
        store.note(rule.id(), today, before, erased, clock.instant());
        audit.recordByProgram(new Act(
                "DATA_EXPIRED",
                "%s：保存期限%s，期满删除%d项".formatted(rule.what(), rule.keepInWords(), erased),
                Map.of("rule", rule.id(), "erased", Integer.toString(erased), "before", before.toString())));
        return erased;
    }
}
