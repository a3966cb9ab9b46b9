package cn.sunlit.funds;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is said of a movement whose reference is known. The same again is nothing new; another sum under the same reference is
 * kept beside the first and shown as a difference, because only the bank knows which of the two is right.
 */
@Component
class Repeats {

    private final FundsStore store;
    private final EntryStore entries;

    Repeats(FundsStore store, EntryStore entries) {
        this.store = store;
        this.entries = entries;
    }

    Intake.Entry told(BankMessage.Entry e, long message, @Nullable CourtCode court) {
        return told(e, message, court, null);
    }

    /** @param before as it is known to be kept; null where that must be looked up */
    Intake.Entry told(BankMessage.Entry e, long message, @Nullable CourtCode court, EntryStore.@Nullable Known before) {
        EntryStore.Known known = before != null
                ? before
                : entries.known(e.reference(), e.reference().equals(e.batch()));
        if (known == null) {
            return repeated(e, "这一笔已随整批入账，不重复记账");
        }
        Money amount = e.readable();
        boolean same = known.direction().equals(e.direction().name())
                && known.currency().equals(e.currency())
                && (known.amount() == null || known.amount().equals(amount));
        if (!same) {
            return contradicts(e, known, message, court);
        }
        return repeated(
                e,
                known.outcome().equals("REFUSED") || known.outcome().equals("NOT_OURS")
                        ? "这一笔此前收到时没有入账：" + known.because()
                        : "这一笔已经入账，不重复记账");
    }

    private Intake.Entry contradicts(
            BankMessage.Entry e, EntryStore.Known known, long message, @Nullable CourtCode court) {
        String told = "%s %s %s"
                .formatted(
                        side(e.direction().name()),
                        e.currency(),
                        BankReader.brief(e.amount().toString()));
        String because = "银行参考号 %s 先后报来两种内容：先为%s %s %s，后为%s，先到的已经处理，后到的没有入账，请向银行核实"
                .formatted(
                        BankReader.brief(e.reference()),
                        side(known.direction()),
                        known.currency(),
                        known.amount() == null ? "（金额不能识别）" : known.amount().toString(),
                        told);
        FundsStore.Entry row = new FundsStore.Entry(
                e.reference() + " ≠ " + told,
                null,
                message,
                court,
                e.account(),
                e.direction().name(),
                e.currency(),
                null,
                e.bookedOn(),
                e.valueOn(),
                e.endToEnd(),
                e.counterparty(),
                e.remark(),
                court == null ? Intake.Effect.NOT_OURS.name() : Intake.Effect.REFUSED.name(),
                because);
        return store.keepEntry(row).isPresent()
                ? new Intake.Entry(e.reference(), Intake.Effect.REFUSED, e.readable(), null, because)
                : repeated(e, because);
    }

    private static String side(String direction) {
        return direction.equals("CREDIT") ? "贷记" : "借记";
    }

    private static Intake.Entry repeated(BankMessage.Entry e, String because) {
        return new Intake.Entry(e.reference(), Intake.Effect.REPEATED, null, null, because);
    }
}
