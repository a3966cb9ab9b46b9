package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as one reader may see it.
 *
 * @param own whether the reader is the debtor, or stands for it
 * @param used what was paid or reserved in this month; null where nothing is paid
 * @param left what may still be paid in this month
 * @param payees empty for whom the debtor's business secrets are not open
 * @param payments the newest first; for whom secrets are not open only those that were refused or paid outside, without payee
 * @param nextReport the report that is due next
 * @param changes whether it was proposed in the place of a plan in force
 */
public record LivePlanView(
        long id,
        long measureId,
        String title,
        String place,
        String account,
        String debtor,
        boolean own,
        Terms terms,
        PlanState state,
        String proposedBy,
        LocalDate proposedOn,
        @Nullable String decidedBy,
        @Nullable LocalDate decidedOn,
        @Nullable String decidedBecause,
        @Nullable String endProposedBy,
        @Nullable String endBecause,
        @Nullable LocalDate endedOn,
        @Nullable String endedBecause,
        boolean changes,
        @Nullable Money used,
        @Nullable Money left,
        List<Payee> payees,
        List<Payment> payments,
        List<Report> reports,
        @Nullable Report nextReport,
        List<Breach> breaches) {

    public LivePlanView {
        payees = List.copyOf(payees);
        payments = List.copyOf(payments);
        reports = List.copyOf(reports);
        breaches = List.copyOf(breaches);
    }

    /** @param left what may still be paid to this payee for this use in this month */
    public record Payee(String name, String account, Use use, Money monthly, Money left) {}

    /** @param payee null for whom it is not open */
    public record Payment(
            long id,
            Instant askedAt,
            @Nullable String payee,
            @Nullable String account,
            Use use,
            Money amount,
            PaymentState state,
            String because) {

        public boolean against() {
            return state == PaymentState.REFUSED || state == PaymentState.PAID_OUTSIDE;
        }
    }

    public record Report(
            long id,
            LocalDate from,
            LocalDate to,
            LocalDate dueOn,
            String state,
            @Nullable LocalDate handedOn,
            @Nullable Money income,
            @Nullable Money spent,
            @Nullable String words,
            boolean hasVoucher) {

        public String stateZh() {
            return switch (state) {
                case "HANDED" -> "已提交";
                case "LATE" -> "逾期提交";
                case "MISSING" -> "逾期未交";
                case "DROPPED" -> "不再需要";
                default -> "待提交";
            };
        }

        /** Whether it may be handed in on this day. */
        public boolean isOpen(LocalDate today) {
            return (state.equals("EXPECTED") || state.equals("MISSING")) && !today.isBefore(to);
        }
    }

    public record Breach(
            long id,
            String kind,
            String facts,
            LocalDate foundOn,
            String state,
            @Nullable String decidedBecause) {

        public String stateZh() {
            return switch (state) {
                case "ENDED" -> "方案已终止";
                case "TIGHTENED" -> "方案已变更";
                case "DISMISSED" -> "不作处理";
                default -> "待处理";
            };
        }

        public boolean open() {
            return state.equals("OPEN");
        }
    }

    /** Whether payments are asked about. */
    public boolean ofAccount() {
        return terms.scope() == Scope.ACCOUNT;
    }
}
