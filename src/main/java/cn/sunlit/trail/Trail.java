package cn.sunlit.trail;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.bank.BankReader;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.AccountKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The auditor's trail (审计线索): from the control totals of a court and day to the accounts, the vouchers, the bank's message or
 * statement, and back. Whoever reads the days of a court walks it; nothing is changed by walking.
 */
@Service
@Transactional(readOnly = true)
class Trail {

    private static final int SHOWN = 6_000;

    private final TrailStore store;
    private final Access access;
    private final Courts courts;
    private final Audit audit;
    private final Keyring keys;

    Trail(TrailStore store, Access access, Courts courts, Audit audit, Keyring keys) {
        this.store = store;
        this.access = access;
        this.courts = courts;
        this.audit = audit;
        this.keys = keys;
    }

    /** The court asked for, else one's own. */
    CourtCode court(Actor by, @Nullable CourtCode asked) {
        CourtCode court = asked == null ? by.court() : asked;
        access.allow(by, UseCase.READ_DAYS, court);
        return court;
    }

    String nameOf(CourtCode court) {
        return courts.nameOf(court);
    }

    /** Control totals of one's own court and those below it, or of the one asked for. */
    public List<TrailStore.DayTotal> days(Actor by, @Nullable CourtCode asked, LocalDate from, LocalDate to) {
        return store.days(asked == null ? reach(by) : List.of(court(by, asked)), from, to);
    }

    private List<CourtCode> reach(Actor by) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        List<CourtCode> within = courts.within(by.court());
        return within.isEmpty() ? List.of(by.court()) : within;
    }

    public List<TrailStore.KindTotal> kinds(Actor by, @Nullable CourtCode asked, LocalDate day) {
        return store.kinds(court(by, asked), day);
    }

    /** How many vouchers a day has, or those that touch a kind of account. */
    public int count(Actor by, @Nullable CourtCode asked, LocalDate day, @Nullable AccountKind kind) {
        CourtCode court = court(by, asked);
        return kind == null
                ? store.days(List.of(court), day, day).stream()
                        .mapToInt(TrailStore.DayTotal::vouchers)
                        .sum()
                : store.kinds(court, day).stream()
                        .filter(k -> k.kind() == kind)
                        .mapToInt(TrailStore.KindTotal::vouchers)
                        .sum();
    }

    public List<TrailStore.AccountTotal> accounts(
            Actor by, @Nullable CourtCode asked, LocalDate day, AccountKind kind, TrailStore.Part part) {
        return store.accounts(court(by, asked), day, kind, part);
    }

    /**
     * @param kind null for all
     * @param account null for all
     */
    public List<TrailStore.Line> vouchers(
            Actor by,
            @Nullable CourtCode asked,
            LocalDate day,
            @Nullable AccountKind kind,
            @Nullable Long account,
            TrailStore.Part part) {
        CourtCode court = court(by, asked);
        return account == null ? store.vouchers(court, day, kind, part) : store.vouchersOf(court, day, account, part);
    }

    /** One voucher with its postings, persons, and what the bank told. */
    public VoucherPage voucher(Actor by, long id) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        TrailStore.Voucher v = store.voucher(id).orElseThrow(() -> new Problem.NotFound("没有凭证 PZ-%d".formatted(id)));
        access.allow(by, UseCase.READ_DAYS, v.court());
        String[] cause = v.cause().split(":", 2);
        boolean numbered = cause.length == 2 && cause[1].matches("\\d{1,18}");
        TrailStore.Entry entry = v.bankReference() == null
                ? null
                : store.entry(v.bankReference()).orElse(null);
        return new VoucherPage(
                v,
                courts.nameOf(v.court()),
                store.postings(id),
                numbered ? store.persons(cause[0], Long.parseLong(cause[1])) : List.of(),
                store.siblings(v.cause(), id),
                entry,
                v.bankReference() == null ? List.of() : store.statementsWith(v.bankReference()));
    }

    public TrailStore.Message message(Actor by, long id) {
        reachable(by, id);
        return store.message(id).orElseThrow(Trail::noMessage);
    }

    /** The courts of a message that one may read. */
    private List<CourtCode> reachable(Actor by, long message) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        List<CourtCode> of = store.courtsOf(message);
        if (of.isEmpty()) {
            throw noMessage();
        }
        List<CourtCode> may =
                of.stream().filter(c -> access.may(by, UseCase.READ_DAYS, c)).toList();
        if (may.isEmpty()) {
            access.allow(by, UseCase.READ_DAYS, of.getFirst());
        }
        return may;
    }

    private static Problem.NotFound noMessage() {
        return new Problem.NotFound("没有这件银行报文，或者它没有载明账户的收付");
    }

    public List<TrailStore.Entry> entriesOfMessage(Actor by, long message, TrailStore.Part part) {
        return store.entriesOfMessage(message, reachable(by, message), part);
    }

    public List<TrailStore.Statement> statementsIn(Actor by, long message) {
        List<CourtCode> may = reachable(by, message);
        return store.statementsIn(message).stream()
                .filter(s -> may.contains(s.court()))
                .toList();
    }

    /**
     * A message as it came.
     *
     * @param text with the numbers of people hidden, its beginning where it is long
     * @param intact whether its SHA-256, computed now, is the one noted when it came
     */
    record Content(String text, boolean intact) {}

    /** What came, for one whose courts are all those that it tells of; noted in the record. */
    @Transactional
    public Content content(Actor by, long message) {
        reachable(by, message);
        for (CourtCode each : store.courtsOf(message)) {
            access.allow(by, UseCase.READ_DAYS, each);
        }
        TrailStore.Message m = store.message(message).orElseThrow(Trail::noMessage);
        byte[] plain = keys.decrypt(Funds.SEALED_MESSAGE, store.raw(message));
        boolean intact = BankReader.sha256(plain).equals(m.sha256());
        audit.record(
                by,
                by.court(),
                null,
                new Act(
                        "BANK_MESSAGE_READ",
                        "查看银行报文 %s 的内容".formatted(BankReader.brief(m.messageId())),
                        Map.of("sha256", m.sha256())));
        String text = new String(Arrays.copyOf(plain, Math.min(plain.length, SHOWN)), StandardCharsets.UTF_8);
        return new Content(Redactor.text(text) + (plain.length > SHOWN ? "……" : ""), intact);
    }

    public TrailStore.Statement statement(Actor by, long id) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        TrailStore.Statement s = store.statement(id).orElseThrow(() -> new Problem.NotFound("没有这份对账单"));
        access.allow(by, UseCase.READ_DAYS, s.court());
        return s;
    }

    public List<TrailStore.Page> pagesOfStatement(Actor by, long statement) {
        return store.pages(statement(by, statement).id());
    }

    public List<TrailStore.Entry> entriesOfStatement(Actor by, long statement, TrailStore.Part part) {
        return store.entriesOfStatement(statement(by, statement).id(), part);
    }

    /** The statements of a day of a court. */
    public List<TrailStore.Statement> statementsOf(Actor by, @Nullable CourtCode asked, LocalDate day) {
        return store.statementsOf(court(by, asked), day);
    }
}
