package cn.sunlit.deadlines;

import cn.sunlit.deadlines.Computation.Result;
import cn.sunlit.deadlines.Computation.Rule;
import cn.sunlit.deadlines.Computation.Start;
import cn.sunlit.deadlines.Computation.Stretch;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.Interval;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reckons a last day from what it depends on, and reckons it again from its own record. */
public final class Reckoner {

    private static final int HOURS_A_DAY = 24;

    /** Longer than any run of holidays: where the end rolled, the days before it belong to the proof. */
    private static final int ROLL = 14;

    /** Any stretch that moves a last day at all moves it when it is a year long. */
    private static final int LONG = 366;

    private Reckoner() {}

    /** @param extended each in the unit of the rule's period */
    public static Reckoned reckon(
            Start start,
            Rule rule,
            List<Stretch> excluded,
            List<Computation.Extension> extended,
            WorkCalendar calendar) {
        List<Stretch> counted = excluded.stream()
                .filter(s -> s.to() == null || !s.to().isBefore(start.on()))
                .toList();
        Period period = rule.period() == null ? null : Computation.period(rule.period());
        if (rule.backward()) {
            return backward(start, rule, period, calendar);
        }
        if (period == null) {
            return none(start, rule, "没有固定期限");
        }
        if (period.unit() == Period.Unit.HOUR) {
            // The record is kept by the day: the last day is the one on which the hours run out at the latest.
            LocalDate last = start.on().plusDays(period.value() / HOURS_A_DAY);
            return whole(
                    start,
                    rule,
                    counted,
                    extended,
                    last,
                    false,
                    List.of(new Deadline.Step("%s起%s，次时起算".formatted(start.on(), period.display()), last)),
                    List.of(),
                    calendar);
        }
        return forward(start, rule, lengthened(period, extended), counted, extended, calendar);
    }

    private static Reckoned forward(
            Start start,
            Rule rule,
            Period period,
            List<Stretch> excluded,
            List<Computation.Extension> extended,
            WorkCalendar calendar) {
        List<Interval> ended = excluded.stream()
                .filter(s -> s.to() != null)
                .map(s -> new Interval(s.from(), Objects.requireNonNull(s.to()), s.name()))
                .toList();
        Deadline end = Periods.end(start.on(), period, calendar, ended);
        LocalDate stopped = stopped(start, period, excluded, ended, end, calendar);
        List<Deadline.Step> steps = new ArrayList<>();
        extended.forEach(e -> steps.add(new Deadline.Step(
                "经%s批准延长%s"
                        .formatted(
                                e.approvedBy(), Computation.period(e.period()).display()),
                start.on())));
        if (stopped != null) {
            steps.add(new Deadline.Step("自%s起停止计算，恢复后重新推算届满日".formatted(stopped), stopped));
            Computation standing = new Computation(
                    Computation.NEWEST,
                    start,
                    rule,
                    excluded,
                    extended,
                    Computation.notices(calendar, start.on(), stopped),
                    new Result(null, null, null, null, false, stopped));
            return new Reckoned(standing, List.copyOf(steps), end.law());
        }
        steps.addAll(end.steps());
        return whole(start, rule, excluded, extended, end.endsOn(), end.provisional(), steps, end.law(), calendar);
    }

    /** Since when the clock stands for a stretch without an end, if the last day has not passed before it. */
    @Practice(id = "QX-01", text = "扣除期间尚无结束日的，届满日待定，自开始之日起停止计算和预警；恢复后重新推算（产品口径）")
    private static @Nullable LocalDate stopped(
            Start start,
            Period period,
            List<Stretch> excluded,
            List<Interval> ended,
            Deadline end,
            WorkCalendar calendar) {
        return excluded.stream()
                .filter(s -> s.to() == null)
                .filter(s -> {
                    Interval probe = new Interval(s.from(), s.from().plusDays(LONG), s.name());
                    List<Interval> all =
                            Stream.concat(ended.stream(), Stream.of(probe)).toList();
                    return !Periods.end(start.on(), period, calendar, all)
                            .endsOn()
                            .equals(end.endsOn());
                })
                .map(Stretch::from)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static Period lengthened(Period period, List<Computation.Extension> extended) {
        int value = period.value();
        for (Computation.Extension e : extended) {
            Period more = Computation.period(e.period());
            if (more.unit() != period.unit()) {
                throw new IllegalArgumentException("延长的单位（%s）与期限的单位（%s）不同"
                        .formatted(more.unit().zh(), period.unit().zh()));
            }
            value += more.value();
        }
        return new Period(value, period.unit());
    }

    private static Reckoned backward(Start start, Rule rule, @Nullable Period period, WorkCalendar calendar) {
        LocalDate reference = rule.reference();
        if (reference == null) {
            return none(start, rule, "须在参考事件之前完成，参考事件的日期尚未确定");
        }
        Period ahead = period == null || period.value() == 0 ? null : period;
        LocalDate last = ahead == null ? reference : Periods.before(reference, ahead, calendar);
        List<Deadline.Step> steps = new ArrayList<>();
        steps.add(new Deadline.Step(ahead == null ? "参考事件之日，须在此前完成" : "参考事件之日", reference));
        if (ahead != null) {
            steps.add(new Deadline.Step("至迟在此前%s完成".formatted(ahead.display()), last));
        }
        return whole(start, rule, List.of(), List.of(), last, false, steps, List.of(), calendar);
    }

    private static Reckoned none(Start start, Rule rule, String why) {
        return new Reckoned(
                new Computation(Computation.NEWEST, start, rule, List.of(), List.of(), List.of(), Result.NONE),
                List.of(new Deadline.Step(why, start.on())),
                List.of());
    }

    private static Reckoned whole(
            Start start,
            Rule rule,
            List<Stretch> excluded,
            List<Computation.Extension> extended,
            LocalDate due,
            boolean provisional,
            List<Deadline.Step> steps,
            List<String> law,
            WorkCalendar calendar) {
        LocalDate yellow = back(due, rule.yellow(), calendar);
        LocalDate red = back(due, rule.red(), calendar);
        LocalDate first = due.minusDays(ROLL);
        if (isWorking(rule.period()) && start.on().isBefore(first)) {
            first = start.on();
        }
        if (isWorking(rule.yellow()) && yellow.isBefore(first)) {
            first = yellow;
        }
        LocalDate last = rule.reference() != null && rule.reference().isAfter(due) ? rule.reference() : due;
        return new Reckoned(
                new Computation(
                        Computation.NEWEST,
                        start,
                        rule,
                        excluded,
                        extended,
                        Computation.notices(calendar, first, last),
                        new Result(due, yellow, red, due.plusDays(1), provisional, null)),
                List.copyOf(steps),
                law);
    }

    private static boolean isWorking(@Nullable String period) {
        return period != null && Computation.period(period).unit() == Period.Unit.WORKING_DAY;
    }

    /** The day on which no more than the given length is left. */
    private static LocalDate back(LocalDate due, @Nullable String left, WorkCalendar calendar) {
        if (left == null) {
            return due;
        }
        Period period = Computation.period(left);
        return period.unit() == Period.Unit.HOUR ? due : Periods.before(due, period, calendar);
    }

    /** Reckons again from the record alone. */
    public static Reckoned again(Computation recorded) {
        return reckon(
                recorded.start(), recorded.rule(), recorded.excluded(), recorded.extended(), recorded.workCalendar());
    }

    /** What comes out differently, a line each in Chinese; empty when the record agrees with itself. */
    public static List<String> differences(Computation recorded) {
        if (recorded.form() != Computation.NEWEST) {
            return List.of("不认识的推算格式：" + recorded.form());
        }
        Computation anew = again(recorded).computation();
        List<String> lines = new ArrayList<>();
        Result was = recorded.result();
        Result is = anew.result();
        compare("最后一日", was.dueOn(), is.dueOn(), lines);
        compare("黄灯日", was.yellowOn(), is.yellowOn(), lines);
        compare("红灯日", was.redOn(), is.redOn(), lines);
        compare("逾期日", was.overdueOn(), is.overdueOn(), lines);
        compare("是否暂定", was.provisional() ? "是" : "否", is.provisional() ? "是" : "否", lines);
        compare("停止计算之日", was.stoppedSince(), is.stoppedSince(), lines);
        compare("放假安排", recorded.calendar(), anew.calendar(), lines);
        compare("扣除期间", recorded.excluded(), anew.excluded(), lines);
        return lines;
    }

    private static void compare(String what, @Nullable Object recorded, @Nullable Object anew, List<String> lines) {
        if (!Objects.equals(recorded, anew)) {
            lines.add("%s：记录为%s，重算为%s".formatted(what, word(recorded), word(anew)));
        }
    }

    private static String word(@Nullable Object value) {
        return value == null ? "（无）" : value.toString();
    }
}
