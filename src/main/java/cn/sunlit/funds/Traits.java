package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what a case may be known on a payment for it.
 *
 * @param numbers its sub-accounts, the case's own first
 * @param claimed principal and costs applied for
 * @param slips sums that were printed on payment slips
 * @param instalments parts of the agreed plan that holds
 * @param settlement what was owed on a day
 */
record Traits(
        CaseId id,
        CaseNumber number,
        @Nullable String title,
        Money claimed,
        List<String> numbers,
        List<Person> people,
        List<Earlier> earlier,
        List<Slipped> slips,
        List<Due> instalments,
        Function<LocalDate, Settlement> settlement) {

    /** @param part what this person is in the case, in Chinese */
    record Person(String name, Part part) {}

    enum Part {
        RESPONDENT("被执行人"),
        REPRESENTATIVE("被执行人一方的法定代表人"),
        AGENT("被执行人一方的代理人"),
        SUCCESSOR("被执行人的承继人"),
        THIRD("协助付款的第三人"),
        APPLICANT("申请执行人");

        private final String zh;

        Part(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** A receipt that the case got before. */
    record Earlier(
            @Nullable String payer,
            byte @Nullable [] hash,
            @Nullable String masked,
            LocalDate on) {
        boolean from(byte @Nullable [] account) {
            return hash != null && account != null && Arrays.equals(hash, account);
        }
    }

    /** @param no which part of the plan it is */
    record Due(int no, LocalDate on, Money amount) {}

    record Slipped(LocalDate day, Money amount) {}
}
