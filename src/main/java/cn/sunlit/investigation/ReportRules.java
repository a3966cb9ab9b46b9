package cn.sunlit.investigation;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.sanctions.Misconduct;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a report is due, whether it is whole, and what follows from one that is not. */
final class ReportRules {

    /** As the order to report says. */
    private static final Period ORDERED = Period.days(15);

    private ReportRules() {}

    @Practice(id = "CD-05", text = "报告财产的期限由报告财产令指定，本产品的报告财产令指定自送达之日起十五日")
    static LocalDate dueOn(LocalDate served, @Nullable LocalDate extendedTo, WorkCalendar calendar) {
        return extendedTo == null ? Periods.end(served, ORDERED, calendar).endsOn() : extendedTo;
    }

    @Law(id = "CD-06", statute = "财产调查", edition = "2021-01-01", article = 4, text = "报告财产令应附财产调查表，被执行人必须按照要求逐项填写。")
    static List<Problem.FieldError> missing(ReportDraft draft) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        for (ReportItem item : ReportItem.values()) {
            boolean said = draft.items().containsKey(item);
            boolean none = draft.none().contains(item);
            if (said == none) {
                wrong.add(new Problem.FieldError(
                        "items." + item.name(),
                        said ? "“%s”已经填写，不能同时勾选没有".formatted(item.zh()) : "请填写“%s”，没有的请勾选没有".formatted(item.zh())));
            }
        }
        return wrong;
    }

    /**
     * The misconduct that a report, or none, amounts to; null where there is none.
     *
     * @param dueOn null where nothing was ordered
     * @param reportedOn null where nothing was reported
     * @param foundFalse whether the officer found it false
     */
    @Law(
            id = "CD-07",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 9,
            text = "被执行人拒绝报告、虚假报告或者无正当理由逾期报告财产情况的，人民法院可以根据情节轻重对被执行人或者其法定代理人予以罚款、拘留；构成犯罪的，依法追究刑事责任。")
    @Law(
            id = "CD-08",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 10,
            text = "被执行人拒绝报告、虚假报告或者无正当理由逾期报告财产情况的，人民法院应当依照相关规定将其纳入失信被执行人名单。")
    static @Nullable Misconduct misconduct(
            @Nullable LocalDate dueOn, @Nullable LocalDate reportedOn, boolean foundFalse, LocalDate today) {
        if (foundFalse) {
            return Misconduct.FALSE_REPORT;
        }
        if (dueOn == null) {
            return null;
        }
        if (reportedOn == null) {
            return today.isAfter(dueOn) ? Misconduct.REFUSED_REPORT : null;
        }
        return reportedOn.isAfter(dueOn) ? Misconduct.LATE_REPORT : null;
    }
}
