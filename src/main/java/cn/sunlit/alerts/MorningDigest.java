package cn.sunlit.alerts;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Practice;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells everyone on the morning of a working day what waits for him. A morning that was missed is not made up for: the next one
 * says all that still stands.
 */
@Component
class MorningDigest implements DueWork {

    @Practice(id = "YJ-03", text = "每个工作日上午八时生成预警提醒；短信只在本人选择后发送，晚八时至次日早八时不发。产品默认值。")
    static final int OPENS = 8;

    private static final int CLOSES = 20;

    private final DigestStore store;
    private final Holidays holidays;
    private final Messages messages;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MorningDigest(
            DigestStore store, Holidays holidays, Messages messages, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.holidays = holidays;
        this.messages = messages;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDate today = now.toLocalDate();
        if (now.getHour() < OPENS || !holidays.calendar().isWorkingDay(today)) {
            return 0;
        }
        LocalDate made = store.madeUntil().orElse(today.minusDays(1));
        if (!made.isBefore(today)) {
            return 0;
        }
        // What climbed while the program stood still is told as well: the climbing of the missed days comes first.
        if (store.climbedUntil().filter(climbed -> !climbed.isBefore(today)).isEmpty()) {
            return 0;
        }
        if (store.concernsUntil().filter(known -> known.isBefore(today)).isPresent()) {
            return 0;
        }
        Integer sent = transaction.execute(status -> {
            if (!store.takeTurn(today)) {
                return 0;
            }
            List<DigestStore.ToSend> all = store.make(made, today, clock.instant());
            if (now.getHour() < CLOSES) {
                all.forEach(one -> send(one, today));
            }
            return 1;
        });
        return sent == null ? 0 : sent;
    }

    private void send(DigestStore.ToSend to, LocalDate day) {
        messages.sendByDay(new Sms(
                "digest:%s:%s".formatted(to.login(), day),
                null,
                new CourtCode(to.court()),
                to.name(),
                to.phone(),
                "【阳光执行】" + to.body()));
    }
}
