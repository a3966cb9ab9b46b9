package cn.sunlit.supervision;

import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the handling of a report stands, and what may follow. */
enum Stage {
    REPORTED("已报告，待接收"),
    RECEIVED("已接收，待核实"),
    VERIFIED("已核实"),
    TRANSFERRED("已移送"),
    CLOSED("已办结"),
    /** What the reporter adds; no stage of the handling. */
    ADDED("补充");

    private static final int RECEIVE_DAYS = 3;
    private static final int VERIFY_DAYS = 30;
    private static final int CONCLUDE_DAYS = 15;

    private final String zh;

    Stage(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }

    Set<Stage> next() {
        return switch (this) {
            case REPORTED -> EnumSet.of(RECEIVED);
            case RECEIVED -> EnumSet.of(VERIFIED);
            case VERIFIED -> EnumSet.of(TRANSFERRED, CLOSED);
            case TRANSFERRED -> EnumSet.of(CLOSED);
            case CLOSED, ADDED -> EnumSet.noneOf(Stage.class);
        };
    }

    /** By when what follows is due, counted from the day on which this stage was reached; null when nothing follows. */
    @Practice(id = "GY-01", text = "过问案件记录自报告之日起三日内接收，自接收之日起三十日内核实，自核实之日起十五日内移送或者办结（产品口径；“三个规定”的原文未随产品收录）")
    @Nullable
    LocalDate dueAfter(LocalDate reached) {
        return switch (this) {
            case REPORTED -> reached.plusDays(RECEIVE_DAYS);
            case RECEIVED -> reached.plusDays(VERIFY_DAYS);
            case VERIFIED, TRANSFERRED -> reached.plusDays(CONCLUDE_DAYS);
            case CLOSED, ADDED -> null;
        };
    }
}
