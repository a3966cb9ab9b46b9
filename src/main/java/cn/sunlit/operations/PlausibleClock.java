package cn.sunlit.operations;

import cn.sunlit.kernel.StartCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A wrong clock makes wrong deadlines, wrong interest and acts that nobody believes. */
@Component
@Profile("production | !sandbox")
class PlausibleClock implements StartCondition {

    private static final Duration LONGEST_LIFE = Duration.ofDays(366 * 15);
    private static final Duration DRIFT = Duration.ofMinutes(5);

    private final Clock clock;
    private final WatchStore store;

    PlausibleClock(Clock clock, WatchStore store) {
        this.clock = clock;
        this.store = store;
    }

    @Override
    public List<String> unmet() {
        return unmet(clock.instant(), Program.built(), store.now(), store.lastAct());
    }

    /**
     * @param built when this program was built, null when it was not said
     * @param database the database's time
     * @param lastAct when the last act on record was done, null when there is none
     */
    static List<String> unmet(Instant now, @Nullable Instant built, Instant database, @Nullable Instant lastAct) {
        List<String> unmet = new ArrayList<>();
        if (built != null && (now.isBefore(built) || now.isAfter(built.plus(LONGEST_LIFE)))) {
            unmet.add("系统时钟 %s 不可信，请校准（程序构建于 %s）".formatted(Program.time(now), Program.time(built)));
        } else if (lastAct != null && now.isBefore(lastAct.minus(DRIFT))) {
            unmet.add("系统时钟 %s 早于最后一条存证记录（%s），请校准".formatted(Program.time(now), Program.time(lastAct)));
        }
        if (Duration.between(now, database).abs().compareTo(DRIFT) > 0) {
            unmet.add("系统时钟 %s 与数据库的时间 %s 相差五分钟以上，请校准".formatted(Program.time(now), Program.time(database)));
        }
        return unmet;
    }
}
