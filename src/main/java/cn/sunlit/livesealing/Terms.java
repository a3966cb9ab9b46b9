package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says.
 *
 * @param valueNote why use does not lessen the value, for things
 * @param saleTerms lowest price, until when and where the proceeds go, where things may be sold
 * @param monthly how much may be paid in a calendar month to all payees together; null where nothing is paid
 * @param floor what must be left in the account after each payment (controlFloor); null where nothing is paid
 */
public record Terms(
        Scope scope,
        String purpose,
        List<Use> uses,
        Keeper keeper,
        @Nullable String valueNote,
        @Nullable String saleTerms,
        @Nullable Money monthly,
        @Nullable Money floor,
        LocalDate from,
        LocalDate to,
        String supervisor,
        Frequency frequency,
        Opinion opinion,
        String opinionHow,
        LocalDate opinionOn,
        LocalDate reviewOn,
        BreachRule breachRule) {

    public Terms {
        uses = List.copyOf(uses);
    }

    /** In whose hands the thing is (保管人). */
    public enum Keeper {
        DEBTOR("被执行人"),
        COURT("人民法院"),
        OTHER("第三人或者申请执行人"),
        BANK("开户银行");

        private final String zh;

        Keeper(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /** What the applicant said when asked. */
    public enum Opinion {
        AGREES("同意"),
        OBJECTS("不同意"),
        SILENT("逾期未答复");

        private final String zh;

        Opinion(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /** How often the debtor reports. */
    public enum Frequency {
        WEEKLY("每周"),
        HALF_MONTHLY("每半月"),
        MONTHLY("每月"),
        QUARTERLY("每季度");

        private final String zh;

        Frequency(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    /** What a breach leads to. */
    public enum BreachRule {
        CONFIRMED("承办人确认后终止"),
        BY_ITSELF("发现即自行终止");

        private final String zh;

        BreachRule(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
