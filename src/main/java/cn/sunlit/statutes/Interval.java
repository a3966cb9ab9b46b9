package cn.sunlit.statutes;

import java.time.LocalDate;

/**
 * Days from {@code from} to {@code to}, both counted.
 *
 * @param reason why these days do not count, for the proof: 公告, 评估, 暂缓
 */
public record Interval(LocalDate from, LocalDate to, String reason) {

    /** @throws IllegalArgumentException when the end lies before the beginning */
    public Interval {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("扣除期间的结束日 %s 早于开始日 %s".formatted(to, from));
        }
    }
}
