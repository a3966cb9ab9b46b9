package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A stretch of days with one base and one rate. Its interest is rounded for itself; a total is rounded once from the
 * exact sum and may differ from the sum of the segments by a few fen.
 *
 * @param from where it begins: this day is not counted
 * @param to where it ends: counted
 * @param days the days that bear interest, without those excluded
 * @param base what bears interest
 * @param percentOrDaily per cent a year for general interest, the daily fraction for the doubled part
 * @param interest in yuan, half up to the fen
 */
public record Segment(LocalDate from, LocalDate to, long days, Money base, BigDecimal percentOrDaily, Money interest) {}
