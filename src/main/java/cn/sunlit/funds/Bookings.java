package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.ValueDay;
import cn.sunlit.database.Deferred;
import cn.sunlit.docket.Docket;
import cn.sunlit.funds.Arrivals.Arrival;
import cn.sunlit.funds.BookingStore.Booked;
import cn.sunlit.funds.BookingStore.Credit;
import cn.sunlit.funds.BookingStore.Kept;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Books movements that belong to no payment of ours, all of a message together: to cases, to suspense, or refused and kept. */
@Component
class Bookings {

    /** No account for the money of cases is older; an earlier day is a slip. */
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** So many movements are booked by one statement; what they need of their cases lies in memory meanwhile. */
    static final int LOT = 1000;

    /** What one receipt begins in its case's docket, about. */
    private static final int RUNS_A_RECEIPT = 3;

    private final Books books;
    private final BookingStore store;
    private final EntryStore told;
    private final Repeats repeats;
    private final Arrivals arrivals;
    private final Docket docket;
    private final Access access;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Bookings(
            Books books,
            BookingStore store,
            EntryStore told,
            Repeats repeats,
            Arrivals arrivals,
            Docket docket,
            Access access,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.books = books;
        this.store = store;
        this.told = told;
        this.repeats = repeats;
        this.arrivals = arrivals;
        this.docket = docket;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** What is to become of a movement; {@code to} is the case's account where it names one. */
    private record Decided(Kept row, Books.@Nullable Ours to) {
        String reference() {
            return row.entry().reference();
        }

        @Nullable
        CaseId caseId() {
            return to == null ? null : to.caseId();
        }
    }

    /** @return what became of each entry, in their order */
    List<Intake.Entry> take(Actor by, List<BankMessage.Entry> entries, long message, String sha256) {
        Map<BankMessage.Entry, Decided> all = decide(by, entries);
        Map<String, Decided> decided = new LinkedHashMap<>();
        all.values().forEach(d -> decided.putIfAbsent(d.reference(), d));
        // A statement tells again what notifications told: of that nothing more is read.
        Map<String, EntryStore.Known> known = decided.size() > 1 ? told.known(decided.keySet()) : Map.of();
        List<Decided> fresh = decided.values().stream()
                .filter(d -> !known.containsKey(d.reference()))
                .toList();
        // Cases first, then rows: everybody who changes a case takes its chain in hand before.
        hold(fresh);
        Map<String, Long> kept = fresh.isEmpty()
                ? Map.of()
                : store.keep(message, fresh.stream().map(Decided::row).toList());
        book(by, fresh.stream().filter(d -> kept.containsKey(d.reference())).toList(), kept, sha256);
        Set<String> answered = new HashSet<>();
        List<Intake.Entry> answers = new ArrayList<>();
        for (BankMessage.Entry e : entries) {
            Decided d = all.get(e);
            if (d == null) {
                answers.add(notBooked(e));
            } else if (kept.containsKey(e.reference()) && answered.add(e.reference())) {
                answers.add(answer(d));
            } else {
                answers.add(repeats.told(e, message, d.row().court(), known.get(e.reference())));
            }
        }
        if (entries.size() >= LOT) {
            release(fresh);
        }
        return answers;
    }

    /** A message of many lots does not keep in memory what is behind it. */
    private void release(List<Decided> all) {
        Deferred.writeNow();
        docket.release(cases(all));
    }

    /** Those that the bank has booked, in their order. */
    private Map<BankMessage.Entry, Decided> decide(Actor by, List<BankMessage.Entry> entries) {
        List<BankMessage.Entry> booked =
                entries.stream().filter(BankMessage.Entry::booked).toList();
        Map<String, Books.Ours> ours =
                books.ours(booked.stream().flatMap(e -> e.named().stream()).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Books.Ours::number, o -> o, (account, payers) -> payers));
        Map<BankMessage.Entry, Decided> decided = new LinkedHashMap<>();
        booked.forEach(e -> decided.put(e, decide(by, e, ours)));
        return decided;
    }

    private Decided decide(Actor by, BankMessage.Entry e, Map<String, Books.Ours> ours) {
        CourtCode court = court(e, ours);
        if (court == null || !access.may(by, UseCase.TAKE_BANK_MESSAGE, court)) {
            return refused(e, null, Intake.Effect.NOT_OURS, notOurs(e));
        }
        String flaw = flaw(e);
        if (flaw != null) {
            return refused(e, court, Intake.Effect.REFUSED, flaw);
        }
        Money amount = e.money();
        if (e.direction() == BankMessage.Direction.DEBIT) {
            return refused(
                    e, court, Intake.Effect.REFUSED, "银行扣款 %s 元与本院发出的付款指令都不相符，请财务核对".formatted(amount.display()));
        }
        Books.Ours sub = identified(e, ours);
        return sub == null
                ? new Decided(new Kept(e, court, amount, Intake.Effect.SUSPENSE, "没有写明案件账号，记入不明款，请三日内认领"), null)
                : new Decided(
                        new Kept(
                                e,
                                sub.court(),
                                amount,
                                Intake.Effect.RECEIVED,
                                sub.payer() == null
                                        ? "按案件账号 %s 记入%s".formatted(sub.number(), sub.caseNumber())
                                        : "按%s的缴款账号 %s 记入%s".formatted(sub.payer(), sub.number(), sub.caseNumber())),
                        sub);
    }

    static String notOurs(BankMessage.Entry e) {
        return "账户 %s 不是本院执行款账户，只留存报文，不入账".formatted(e.account());
    }

    private static Decided refused(
            BankMessage.Entry e, @Nullable CourtCode court, Intake.Effect outcome, String because) {
        return new Decided(new Kept(e, court, e.readable(), outcome, because), null);
    }

    private static @Nullable CourtCode court(BankMessage.Entry e, Map<String, Books.Ours> ours) {
        Books.Ours own = ours.get(e.account());
        if (own != null) {
            return own.court();
        }
        // A bank may send each sub-account's movements under another name; a number in a remark alone proves nothing.
        return e.direction() == BankMessage.Direction.CREDIT
                        && !e.named().isEmpty()
                        && ours.containsKey(e.named().getFirst())
                ? ours.get(e.named().getFirst()).court()
                : null;
    }

    /** Why an entry cannot be booked by itself, in Chinese, or null. */
    @Nullable
    String flaw(BankMessage.Entry e) {
        if (e.flaw() != null) {
            return e.flaw();
        }
        if (!e.currency().equals("CNY")) {
            return "币种应为人民币（CNY），收到的是 %s，不能自动入账".formatted(e.currency().isEmpty() ? "空" : e.currency());
        }
        if (e.bookedOn() == null) {
            return "分录缺少记账日期（BookgDt），不能自动入账";
        }
        if (e.bookedOn().isBefore(EARLIEST)
                || e.bookedOn().isAfter(LocalDate.now(clock).plusYears(1))) {
            return "记账日期 %s 不合理，不能自动入账".formatted(e.bookedOn());
        }
        if (e.direction() == BankMessage.Direction.CREDIT && !ValueDay.plausible(e.bookedOn(), e.valueOn())) {
            return "起息日 %s 比记账日期 %s 晚 %d 日以上，利息会算错，不能自动入账".formatted(e.valueOn(), e.bookedOn(), ValueDay.LATEST);
        }
        try {
            return e.money().isPositive() ? null : "金额应大于零";
        } catch (IllegalArgumentException wrong) {
            return wrong.getMessage();
        }
    }

    /** The sub-account that the payer used; where none was, the single one that the remark names. */
    private static Books.@Nullable Ours identified(BankMessage.Entry e, Map<String, Books.Ours> ours) {
        List<Books.Ours> subs = e.named().stream()
                .map(ours::get)
                .filter(o -> o != null && o.kind().equals("CASE"))
                .toList();
        if (subs.isEmpty()) {
            return null;
        }
        Books.Ours first = subs.getFirst();
        boolean paidInto =
                first.number().equals(e.named().getFirst()) || first.number().equals(e.account());
        return paidInto || subs.size() == 1 ? first : null;
    }

    /**
     * Takes all cases of a message in hand, where it is booked in several steps: two messages that touch the same cases follow
     * each other. What was told before moves nothing and holds nobody up.
     */
    void hold(List<BankMessage.Entry> entries, Set<CaseId> paying) {
        Set<CaseId> cases = new HashSet<>(paying);
        Set<String> known = entries.isEmpty()
                ? Set.of()
                : told.known(entries.stream().map(BankMessage.Entry::reference).collect(Collectors.toSet()))
                        .keySet();
        Set<String> named = entries.stream()
                .filter(e -> e.booked() && !known.contains(e.reference()))
                .flatMap(e -> e.named().stream())
                .collect(Collectors.toSet());
        for (Books.Ours each : books.ours(named)) {
            if (each.caseId() != null) {
                cases.add(each.caseId());
            }
        }
        if (!cases.isEmpty()) {
            audit.hold(cases);
        }
    }

    private void hold(List<Decided> all) {
        Set<CaseId> cases = cases(all);
        if (!cases.isEmpty()) {
            docket.hold(cases, all.size() * RUNS_A_RECEIPT);
        }
    }

    private static Set<CaseId> cases(List<Decided> all) {
        return all.stream().map(Decided::caseId).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private void book(Actor by, List<Decided> all, Map<String, Long> kept, String sha256) {
        List<Credit> credits = all.stream()
                .filter(d ->
                        d.row().outcome() == Intake.Effect.RECEIVED || d.row().outcome() == Intake.Effect.SUSPENSE)
                .map(d -> credit(d, Objects.requireNonNull(kept.get(d.reference()))))
                .toList();
        if (credits.isEmpty()) {
            return;
        }
        Map<Long, Booked> booked = store.book(credits, by.login(), by.name(), clock.instant(), LocalDate.now(clock));
        List<Arrival> arrived = new ArrayList<>();
        for (Credit c : credits) {
            CaseId id = c.caseId();
            Map<String, String> facts = facts(c.told(), c.amount());
            if (id == null) {
                audit.record(
                        by,
                        c.court(),
                        null,
                        new Act(
                                "RECEIPT_IN_SUSPENSE",
                                "收到不明款 %s 元".formatted(c.amount().display()),
                                facts));
                continue;
            }
            Booked b = Objects.requireNonNull(booked.get(c.entry()));
            arrived.add(new Arrival(
                    id,
                    c.court(),
                    c.amount(),
                    Objects.requireNonNull(c.told().bookedOn()),
                    b.voucher(),
                    b.receipt(),
                    how(c),
                    sha256,
                    facts));
        }
        arrivals.tellNew(by, arrived);
    }

    private Credit credit(Decided d, long row) {
        BankMessage.Entry e = d.row().entry();
        return new Credit(
                row,
                e,
                Objects.requireNonNull(d.row().court()),
                Objects.requireNonNull(d.row().amount()),
                d.to(),
                from(e));
    }

    private FundsStore.@Nullable PaidFrom from(BankMessage.Entry e) {
        BankMessage.OtherSide other = e.from();
        return other == null
                ? null
                : new FundsStore.PaidFrom(
                        keys.encrypt(Receipts.PAYER_ACCOUNT, other.account()),
                        keys.blindIndex(Receipts.PAYER_ACCOUNT, other.account()),
                        Redactor.number(other.account()),
                        other.bank());
    }

    private static String how(Credit c) {
        return c.to() == null || c.to().payer() == null ? "按案件账号自动认领" : "按%s的缴款账号自动认领".formatted(c.to().payer());
    }

    private static Intake.Entry answer(Decided d) {
        Books.Ours to = d.to();
        return new Intake.Entry(
                d.reference(),
                d.row().outcome(),
                d.row().amount(),
                to == null ? null : String.valueOf(to.caseNumber()),
                d.row().because());
    }

    static Intake.Entry notBooked(BankMessage.Entry e) {
        return new Intake.Entry(e.reference(), Intake.Effect.NOT_BOOKED, null, null, "银行尚未记账（状态不是 BOOK），待记账后再入账");
    }

    private static Map<String, String> facts(BankMessage.Entry e, Money amount) {
        return Map.of(
                "amount", amount.toString(),
                "bankReference", e.reference(),
                "payer", Receipts.shown(e.counterparty()),
                "remark", e.remark());
    }
}
