package cn.sunlit.funds;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for whom, and which money lies undisposed, with its colour.
 *
 * @param more whether there is more undisposed money than is listed
 */
record DeskOverview(List<Item> waiting, List<Lying> lying, boolean more) {

    /** What waits, and for whom. */
    enum Task {
        UNKNOWN("不明款待认领", "财务、承办人", "/cashier/suspense?state=OPEN"),
        CLAIM("认领待复核", "财务、团队负责人", "/cashier/suspense#claims"),
        APPROVAL("发放待审批", "审批人", "#approval"),
        OUTLAY("变价费用、移交款待审批", "团队负责人、局长、院领导", "#second"),
        RETURN("退还付款人待审批", "团队负责人、局长、院领导", "/cashier/suspense"),
        DIFFERENCE("未入账银行分录的处理待复核", "团队负责人、局长、财务", "#second"),
        FAILED("付款失败，待重新拟定", "承办人", "#failed"),
        HOLD("冻结、延缓、提存待审批", "团队负责人、局长、院领导", "#holds"),
        RELEASE("解除待审批", "团队负责人、局长、院领导", "#holds"),
        LOOK("留存款项满一月待核查", "承办人", "#holds"),
        CEASED("事由已消失，十日内发放", "承办人", "#holds"),
        CASH_TAKEN("现金待移交", "收款人、财务", "#cash"),
        CASH_HANDED("现金待缴存银行", "财务", "#cash"),
        TRANSIT("付款途中", "银行", "#transit");

        private final String zh;
        private final String who;
        private final String link;

        Task(String zh, String who, String link) {
            this.zh = zh;
            this.who = who;
            this.link = link;
        }

        String zh() {
            return zh;
        }

        String who() {
            return who;
        }

        String link() {
            return link;
        }
    }

    /** @param days since when the longest has waited */
    record Item(Task task, int count, Money amount, long days) {}

    /**
     * Undisposed money of a case.
     *
     * @param tone {@code yellow}, {@code red}, {@code overdue}, or null while all is in time
     * @param who waits for whom
     */
    record Lying(
            CaseNumber caseNumber,
            Money amount,
            LocalDate since,
            long days,
            @Nullable String tone,
            String toneZh,
            String who) {}

    static DeskOverview of(
            List<OverviewStore.Waiting> waiting,
            List<OverviewStore.Unpaid> unpaid,
            int most,
            LocalDate today,
            WorkCalendar calendar) {
        return new DeskOverview(
                waiting.stream()
                        .filter(w -> w.count() > 0)
                        .map(w -> new Item(
                                Task.valueOf(w.what()),
                                w.count(),
                                w.amount(),
                                w.oldest() == null ? 0 : ChronoUnit.DAYS.between(w.oldest(), today)))
                        .sorted((a, b) -> a.task().compareTo(b.task()))
                        .toList(),
                unpaid.stream().limit(most).map(u -> lying(u, today, calendar)).toList(),
                unpaid.size() > most);
    }

    private static Lying lying(OverviewStore.Unpaid u, LocalDate today, WorkCalendar calendar) {
        String tone = tone(u.since(), today, calendar);
        return new Lying(
                u.caseNumber(),
                u.amount(),
                u.since(),
                ChronoUnit.DAYS.between(u.since(), today),
                tone,
                switch (tone == null ? "" : tone) {
                    case "yellow" -> "满三个工作日";
                    case "red" -> "满二十日";
                    case "overdue" -> "超过三十日";
                    default -> "";
                },
                u.planned()
                        ? "按分配方案办理，见该案的分配方案"
                        : u.proposed() ? "待审批人审批" : u.failed() ? "待承办人改账号重新拟定" : "待承办人核算、拟定发放");
    }

    /** Yellow from the third working day after arrival, red from the twentieth day, overdue after the thirtieth. */
    @Practice(id = "AK-LIE-1", text = "案款到账后满三个工作日未发放黄灯，满二十日红灯，超过三十日逾期（三个工作日为产品目标；三十日见法发〔2017〕6号，原文未随产品收录）")
    static @Nullable String tone(LocalDate since, LocalDate today, WorkCalendar calendar) {
        long days = ChronoUnit.DAYS.between(since, today);
        if (days > 30) {
            return "overdue";
        }
        if (days >= 20) {
            return "red";
        }
        return today.isAfter(since) && calendar.workingDaysBetween(since, today) > 3 ? "yellow" : null;
    }
}
