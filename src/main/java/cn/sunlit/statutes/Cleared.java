package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;

/** How one receipt cleared the debt: {@code amount = toCosts + toInterest + toPrincipal + toDouble + left}, to the fen. */
public record Cleared(
        LocalDate date, Money amount, Money toCosts, Money toInterest, Money toPrincipal, Money toDouble, Money left) {}
