package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The two limits of six months in an enforcement case, each with its own days that do not count. */
public final class EnforcementTerm {

    static final String PROCEDURE_13 = StatuteBook.cite("执行程序解释", "2021-01-01", 13);
    private static final String WORK_63 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 63);
    private static final String PROCEDURE_10 = StatuteBook.cite("执行程序解释", "2021-01-01", 10);

    private EnforcementTerm() {}

    /**
     * Days that do not count, both ends counted.
     *
     * @param reason one of the set of the limit in question: the types keep the two sets apart
     */
    public record Excluded<R extends NotCounted>(R reason, LocalDate from, LocalDate to) {

        /** @throws IllegalArgumentException when the end lies before the beginning */
        public Excluded {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("“%s”的结束日 %s 早于开始日 %s".formatted(reason.zh(), to, from));
            }
        }

        Interval interval() {
            return new Interval(from, to, reason.zh());
        }
    }

    /** The last day on which the case should be closed. */
    @Law(
            id = "QJ-11",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 63,
            text = "人民法院执行生效法律文书，一般应当在立案之日起六个月内执行结案，但中止执行的期间应当扣除。")
    @Practice(id = "QJ-12", text = "执行期限除中止执行外，还扣除公告、鉴定、管辖、审计评估、暂缓、拍卖变卖的期间（法释〔2000〕29号第九条，原文未随产品收录）")
    public static Deadline toClose(LocalDate filed, List<Excluded<TermExclusion>> excluded, WorkCalendar cal) {
        return limit(filed, LegalNumbers.TERM_MONTHS.current(), excluded, cal, List.of(WORK_63));
    }

    /** The last day before the applicant may ask the court above to order or to move the enforcement. */
    @Law(
            id = "QJ-13",
            statute = "执行程序解释",
            edition = "2021-01-01",
            article = 13,
            text = "民事诉讼法第二百二十六条规定的六个月期间，不应当计算执行中的公告期间、鉴定评估期间、管辖争议处理期间、执行争议协调期间、暂缓执行期间以及中止执行期间。")
    public static Deadline toEscalate(
            LocalDate received, List<Excluded<EscalationExclusion>> excluded, WorkCalendar cal) {
        return limit(
                received,
                LegalNumbers.ESCALATION_MONTHS.current(),
                excluded,
                cal,
                List.of(PROCEDURE_10, PROCEDURE_13, Renumbering.citedAs(Renumbering.Edition.OF_2017, 226)));
    }

    private static <R extends NotCounted> Deadline limit(
            LocalDate from, int months, List<Excluded<R>> excluded, WorkCalendar cal, List<String> own) {
        if (excluded.size() > DoubleInterest.MAX_PAYMENTS) {
            throw new IllegalArgumentException("扣除期间不能超过" + DoubleInterest.MAX_PAYMENTS + "段");
        }
        Deadline end = Periods.end(
                from,
                Period.months(months),
                cal,
                excluded.stream().map(Excluded::interval).toList());
        Set<String> law = new LinkedHashSet<>(own);
        excluded.forEach(e -> law.add(e.reason().law()));
        law.addAll(end.law());
        return new Deadline(end.endsOn(), end.provisional(), end.steps(), new ArrayList<>(law));
    }
}
