package cn.sunlit.kpi;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Show;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Indicators by one definition each, with numerator, denominator and the cases behind them. Accepted (受理) are the cases
 * running at the period's beginning and those filed in it; first enforcement alone; a court with those below it.
 */
@Service
@Transactional(readOnly = true)
public class Kpi {

    private final KpiStore store;
    private final Access access;
    private final Courts courts;

    Kpi(KpiStore store, Access access, Courts courts) {
        this.store = store;
        this.access = access;
        this.courts = courts;
    }

    /** @throws Problem.Invalid when the period ends before it begins */
    public List<Indicator> of(Actor by, CourtCode court, LocalDate from, LocalDate to) {
        access.allow(by, UseCase.READ_KPI, court);
        if (to.isBefore(from)) {
            throw new Problem.Invalid("to", "结束日期%s早于开始日期%s".formatted(to, from));
        }
        KpiStore.Counts n = store.counts(courts.within(court), from, to);
        KpiStore.PaidOut paid = store.paidOut(courts.within(court), from, to);
        String first = "court=%s&type=FIRST_ENFORCEMENT".formatted(Show.segment(court.value()));
        String closed = first + "&closedFrom=%s&closedTo=%s".formatted(from, to);
        String accepted = first + "&acceptedFrom=%s&acceptedTo=%s".formatted(from, to);
        String terminated = closed + "&outcome=TERMINATED_THIS_PROCEDURE";
        long actual = n.closed() - n.terminatedHere();
        return List.of(
                rate(
                        "fullPerformanceRate",
                        "执行完毕率",
                        n.fullyPerformed(),
                        n.closed(),
                        "以执行完毕方式结案的首执案件数÷首执已结案件数",
                        closed,
                        closed + "&outcome=FULLY_PERFORMED"),
                new Indicator(
                        "recoveryRate",
                        "执行到位率",
                        new Money(n.recoveredFen()).toString(),
                        new Money(n.claimedFen()).toString(),
                        percent(n.recoveredFen(), n.claimedFen()),
                        "%",
                        "已结案件实际到位金额÷申请执行标的金额；到位金额为经本院付给申请执行人的案款（含利息），接收的旧案用其登记的到位金额，共%d件".formatted(n.recoveryKnown()),
                        closed,
                        closed),
                new Indicator(
                        "avgClosureDays",
                        "平均结案用时",
                        Long.toString(n.days()),
                        Long.toString(n.dated()),
                        quotient(n.days(), n.dated(), 1),
                        "天",
                        "Σ（结案日−立案日）÷已结件数，不扣除法定扣除期间",
                        closed,
                        closed),
                rate("terminationRate", "终本率", n.terminatedHere(), n.accepted(), "首执终本结案数÷首执受理数", accepted, terminated),
                rate(
                        "terminationShareOfClosed",
                        "首执终本占结案比",
                        n.terminatedHere(),
                        n.closed(),
                        "首执终本结案数÷首执结案数",
                        closed,
                        terminated),
                rate(
                        "actualClosureRate",
                        "实际执结率",
                        actual,
                        n.accepted(),
                        "不含终本的首执结案数÷首执受理数",
                        accepted,
                        closed + "&stage=CLOSED"),
                rate("closureRate", "执结率", n.closed(), n.accepted(), "全部首执结案数÷首执受理数", accepted, closed),
                rate(
                        "inTermClosureRate",
                        "法定期限内结案率",
                        n.inTerm(),
                        n.closed(),
                        "立案之日起六个月内的首执结案数÷首执结案数，不扣除法定扣除期间",
                        closed,
                        null),
                new Indicator(
                        "avgPaymentDays",
                        "案款发放平均用时",
                        Long.toString(paid.days()),
                        Long.toString(paid.payments()),
                        quotient(paid.days(), paid.payments(), 1),
                        "天",
                        "Σ（付给申请执行人之日−案款到账日）÷付款笔数，按笔计，不扣除延缓发放的期间",
                        accepted,
                        null));
    }

    private static Indicator rate(
            String id, String name, long part, long whole, String source, String cases, @Nullable String counted) {
        return new Indicator(
                id, name, Long.toString(part), Long.toString(whole), percent(part, whole), "%", source, cases, counted);
    }

    static @Nullable String percent(long part, long whole) {
        return quotient(Math.multiplyExact(part, 100L), whole, 2);
    }

    static @Nullable String quotient(long part, long whole, int decimals) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
