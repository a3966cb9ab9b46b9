package cn.sunlit.reconciliation;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the balances of the bank's statements for the reconciliation; what cannot serve for it is told, never left out. */
@Component
public class StatementDesk {

    private final Books books;
    private final StatementStore store;
    private final Access access;

    StatementDesk(Books books, StatementStore store, Access access) {
        this.books = books;
        this.store = store;
        this.access = access;
    }

    /**
     * A statement that does not serve.
     *
     * @param ours whether its account is a court's whose messages are taken
     * @param because a Chinese sentence
     */
    public record NotKept(String statement, boolean ours, String because) {}

    /** @return why it was not kept; empty when it is kept, now or before */
    public Optional<NotKept> keep(Actor by, BankMessage.Statement s, long message) {
        Books.Ours ours = books.ours(List.of(s.account())).stream()
                .filter(o -> o.kind().equals("BANK"))
                .findFirst()
                .orElse(null);
        if (ours == null || !access.may(by, UseCase.TAKE_BANK_MESSAGE, ours.court())) {
            return not(s, false, "账户 %s 不是本院执行款账户，对账单没有用于对账".formatted(BankReader.brief(s.account())));
        }
        BigDecimal balance = s.closing();
        if (s.flaw() != null || s.day() == null || (balance == null && s.page() == null)) {
            return not(s, true, Objects.requireNonNullElse(s.flaw(), "对账单没有期末余额或者日期，不能用于对账"));
        }
        if (!s.currency().equals("CNY")) {
            return not(
                    s,
                    true,
                    "对账单币种应为人民币（CNY），收到的是 %s，没有用于对账".formatted(s.currency().isEmpty() ? "空" : s.currency()));
        }
        if (s.page() != null || balance == null) {
            return page(ours.court(), s, Objects.requireNonNull(s.page()), message);
        }
        StatementStore.Kept kept = new StatementStore.Kept(
                ours.court(),
                s.account(),
                s.id(),
                s.day(),
                s.opening() == null ? null : fen(s.opening()),
                fen(balance),
                s.sequence());
        if (store.keep(kept, message, s.references())) {
            return Optional.empty();
        }
        StatementStore.Kept before = store.find(s.account(), s.id()).orElseThrow();
        return before.equals(kept)
                ? Optional.empty()
                : not(
                        s,
                        true,
                        "对账单 %s 先后报来两种内容：先报 %s 期末余额 %s 元，后报 %s 期末余额 %s 元，以先到的为准，请向银行核实"
                                .formatted(
                                        BankReader.brief(s.id()),
                                        before.day(),
                                        before.closing().display(),
                                        kept.day(),
                                        kept.closing().display()));
    }

    /** Keeps a page; with the last that was wanting the statement is kept, or told why it cannot be. */
    private Optional<NotKept> page(CourtCode court, BankMessage.Statement s, BankMessage.Page page, long message) {
        StatementPage here = new StatementPage(
                s.id(),
                page.number(),
                page.first(),
                page.last(),
                Objects.requireNonNull(s.day()),
                s.opening() == null ? null : fen(s.opening()),
                s.closing() == null ? null : fen(s.closing()),
                fen(s.net()),
                s.sequence(),
                s.references().size());
        store.lock(s.account(), s.id());
        StatementPage before = store.pages(s.account(), s.id()).stream()
                .filter(p -> p.number() == page.number())
                .findFirst()
                .orElse(null);
        if (before != null) {
            return before.equals(here)
                    ? Optional.empty()
                    : not(
                            s,
                            true,
                            "对账单 %s 第 %d 页先后报来两种内容：先报 %d 笔净额 %s 元，后报 %d 笔净额 %s 元，以先到的为准，请向银行核实"
                                    .formatted(
                                            BankReader.brief(s.id()),
                                            page.number(),
                                            before.entries(),
                                            before.net().display(),
                                            here.entries(),
                                            here.net().display()));
        }
        if (store.find(s.account(), s.id()).isPresent()) {
            return not(
                    s, true, "对账单 %s 已经收齐，又来第 %d 页，没有用于对账，请向银行核实".formatted(BankReader.brief(s.id()), page.number()));
        }
        store.keepPage(court, s.account(), here, message, s.references());
        StatementPage.Together all = StatementPage.together(store.pages(s.account(), s.id()));
        StatementPage.Whole whole = all.whole();
        if (whole == null) {
            return all.waiting() ? Optional.empty() : not(s, true, Objects.requireNonNull(all.flaw()));
        }
        store.keep(
                new StatementStore.Kept(
                        court, s.account(), s.id(), whole.day(), whole.opening(), whole.closing(), whole.sequence()),
                message,
                store.references(s.account(), s.id()));
        return Optional.empty();
    }

    private static Optional<NotKept> not(BankMessage.Statement s, boolean ours, String because) {
        return Optional.of(new NotKept(s.id(), ours, because));
    }

    /** The reader has seen to it that it has two decimals at most. */
    private static Money fen(BigDecimal yuan) {
        return new Money(yuan.movePointRight(2).longValueExact());
    }
}
