package cn.sunlit.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a party told the court on the portal (当事人声明); it moves nothing by itself, the officer reads it.
 *
 * @param seat as what: 申请执行人甲某的代理人（特别授权：进行执行和解）
 */
public record Statement(long id, Side side, String name, String seat, Kind kind, String text, Instant at) {

    /** What it is about. */
    public enum Kind {
        SETTLE("愿意和解，提出方案", SpecialPower.SETTLE),
        WAIVE("放弃、变更部分权利", SpecialPower.WAIVE),
        COLLECT("由代理人领取案款", SpecialPower.COLLECT),
        OTHER("其他情况和意见", null);

        private final String zh;
        private final @Nullable SpecialPower needs;

        Kind(String zh, @Nullable SpecialPower needs) {
            this.zh = zh;
            this.needs = needs;
        }

        public String zh() {
            return zh;
        }

        /** The special authority without which an agent may not say it for his principal; null where none is needed. */
        public @Nullable SpecialPower needs() {
            return needs;
        }
    }
}
