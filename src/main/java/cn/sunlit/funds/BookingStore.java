package cn.sunlit.funds;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.Books;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger's rows of many movements at once: what one message of the bank tells takes as many statements as one entry. */
@Repository
class BookingStore {

    private final JdbcClient db;

    BookingStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * A movement as it is to be kept.
     *
     * @param amount null where it could not be read
     */
    record Kept(
            BankMessage.Entry entry,
            @Nullable CourtCode court,
            @Nullable Money amount,
            Intake.Effect outcome,
            String because) {}

    static final String ORDERED = """
            select end_to_end, case_id from funds.payment where end_to_end = any (:references)
            union
            select unnest(array[end_to_end, message_id]), null from funds.payer_return
            where end_to_end = any (:references) or message_id = any (:references)
            """;

    /** Those of the references that are payment orders of ours, or orders to give unknown money back, with the case that pays. */
    Map<String, Optional<CaseId>> ordered(Collection<String> references) {
        Map<String, Optional<CaseId>> ordered = new HashMap<>();
        if (!references.isEmpty()) {
            db.sql(ORDERED)
                    .param("references", references.toArray(String[]::new))
                    .query((ResultSet r) -> {
                        Long id = r.getObject("case_id", Long.class);
                        ordered.put(
                                r.getString("end_to_end"),
                                Optional.ofNullable(id).map(CaseId::new));
                    });
        }
        return ordered;
    }

    /** In the order of the references, so that two messages with the same movements follow each other. */
    static final String KEEP = """
            insert into funds.bank_entry (reference, batch, message, court, account, direction, currency, fen, booked_on,
                value_on, end_to_end, counterparty, remark, outcome, because)
            select s.reference, s.batch, :message, s.court, s.account, s.direction, s.currency, s.fen, s.booked_on, s.value_on,
                s.end_to_end, s.counterparty, s.remark, s.outcome, s.because
            from unnest(:references::text[], :batches::text[], :courts::text[], :accounts::text[], :directions::text[],
                        :currencies::text[], :fen::text[]::bigint[], :bookedOn::text[]::date[], :valueOn::text[]::date[],
                        :endToEnd::text[], :counterparties::text[], :remarks::text[], :outcomes::text[], :becauses::text[])
                     as s (reference, batch, court, account, direction, currency, fen, booked_on, value_on, end_to_end,
                           counterparty, remark, outcome, because)
            where s.batch is null or not exists (
                select from funds.bank_entry b
                where b.batch = s.batch and b.message <> :message
                  and ((b.reference = s.batch) <> (s.reference = s.batch)))
            order by s.reference
            on conflict (reference) do nothing returning id, reference
            """;

    /** @return the rows by their references; without those known already, alone or as part of their batch */
    Map<String, Long> keep(long message, List<Kept> all) {
        Map<String, Long> kept = new HashMap<>();
        db.sql(KEEP)
                .param("message", message)
                .param("references", Columns.of(all, k -> k.entry().reference()))
                .param("batches", Columns.of(all, k -> k.entry().batch()))
                .param("courts", Columns.of(all, k -> code(k.court())))
                .param("accounts", Columns.of(all, k -> k.entry().account()))
                .param("directions", Columns.of(all, k -> k.entry().direction().name()))
                .param("currencies", Columns.of(all, k -> k.entry().currency()))
                .param("fen", Columns.of(all, k -> fen(k.amount())))
                .param("bookedOn", Columns.of(all, k -> k.entry().bookedOn()))
                .param("valueOn", Columns.of(all, k -> k.entry().valueOn()))
                .param("endToEnd", Columns.of(all, k -> k.entry().endToEnd()))
                .param("counterparties", Columns.of(all, k -> k.entry().counterparty()))
                .param("remarks", Columns.of(all, k -> k.entry().remark()))
                .param("outcomes", Columns.of(all, k -> k.outcome().name()))
                .param("becauses", Columns.of(all, Kept::because))
                .query((ResultSet r) -> {
                    kept.put(r.getString("reference"), r.getLong("id"));
                });
        return kept;
    }

    private static @Nullable String code(@Nullable CourtCode court) {
        return court == null ? null : court.value();
    }

    private static @Nullable Long fen(@Nullable Money amount) {
        return amount == null ? null : amount.fen();
    }

    /**
     * A credit to be booked.
     *
     * @param entry its row among the bank's movements
     * @param to the case's account that the payer named; null for money without a name, which gets an account of its own
     * @param from the payer's own account, where the bank told it
     */
    record Credit(
            long entry,
            BankMessage.Entry told,
            CourtCode court,
            Money amount,
            Books.@Nullable Ours to,
            FundsStore.@Nullable PaidFrom from) {

        @Nullable
        CaseId caseId() {
            return to == null ? null : Objects.requireNonNull(to.caseId(), "a case's account without its case");
        }

        private @Nullable String named() {
            return to != null
                    ? to.number()
                    : told.named().isEmpty() ? null : told.named().getFirst();
        }

        private String text() {
            return "%s，付款人 %s".formatted(to == null ? "收到不明款" : "案款到账", Receipts.shown(told.counterparty()));
        }
    }

    /** The keys of what was booked. */
    record Booked(long receipt, long voucher) {}

    // By itself: in one statement with its posting, the record would note its first balance after its last.
    static final String OPEN_SUSPENSE = """
            with fresh as materialized (
                select o.n, o.court, nextval('funds.account_id_seq') as id
                from unnest(:courts::text[]) with ordinality as o (court, n)
            ), opened as (
                insert into funds.account (id, court, kind, opened_at) overriding system value
                select id, court, 'SUSPENSE', :at from fresh
            )
            select id from fresh order by n
            """;

    /** A suspense account for each credit that names no case. @return it by the row of the movement */
    private Map<Long, Long> openSuspense(List<Credit> all, Instant at) {
        List<Credit> unknown = all.stream().filter(c -> c.to() == null).toList();
        if (unknown.isEmpty()) {
            return Map.of();
        }
        List<Long> accounts = db.sql(OPEN_SUSPENSE)
                .param("courts", Columns.of(unknown, c -> c.court().value()))
                .param("at", at)
                .query(Long.class)
                .list();
        Map<Long, Long> opened = new HashMap<>();
        for (int i = 0; i < unknown.size(); i++) {
            opened.put(unknown.get(i).entry(), accounts.get(i));
        }
        return opened;
    }

    /** A voucher falls on the first open day where its own is closed. */
    static final String BOOK = """
            with said as materialized (
                select s.*, nextval('funds.receipt_id_seq') as receipt, nextval('funds.voucher_id_seq') as voucher
                from unnest(:entries::text[]::bigint[], :courts::text[], :fen::text[]::bigint[], :bookedOn::text[]::date[],
                            :until::text[]::date[], :payers::text[], :remarks::text[], :named::text[],
                            :cases::text[]::bigint[], :references::text[], :texts::text[], :sealed::text[], :hashes::text[],
                            :masked::text[], :banks::text[],
                            :suspense::text[]::bigint[])
                         as s (entry, court, fen, booked_on, interest_until, payer, remark, named, case_id, reference, text,
                               sealed, hash, masked, bank, suspense)
            ), received as (
                insert into funds.receipt (id, entry, court, fen, booked_on, interest_until, payer, remark, named_account,
                                           case_id, identified_on, suspense, payer_account, payer_hash, payer_masked,
                                           payer_bank) overriding system value
                select receipt, entry, court, fen, booked_on, interest_until, payer, remark, named, case_id,
                       case when case_id is not null then :today::date end, suspense, decode(sealed, 'hex'),
                       decode(hash, 'hex'), masked, bank
                from said
            ), booked as (
                insert into funds.voucher (id, court, kind, cause, case_id, text, bank_reference, booked_on, at, by_login,
                                           by_name) overriding system value
                select voucher, court, 'RECEIPT', 'receipt:' || receipt, case_id, text, reference,
                       greatest(booked_on, (select max(day) + 1 from funds.day_close c where c.court = said.court)),
                       :at, :login, :name
                from said
            ), posted as (
                insert into funds.posting (voucher, line, account, fen)
                select voucher, 1, (select id from funds.account a where a.court = said.court and a.kind = 'BANK'), fen
                from said
                union all
                select voucher, 2,
                       coalesce(suspense, (select id from funds.account a where a.case_id = said.case_id and a.kind = 'CASE')),
                       -fen
                from said
            )
            select entry, receipt, voucher from said
            """;

    /** Receipts, vouchers and postings of many credits in one round trip. @return what was booked, by the row of the movement */
    Map<Long, Booked> book(List<Credit> all, String login, String name, Instant at, LocalDate today) {
        Map<Long, Booked> booked = new HashMap<>();
        Map<Long, Long> suspense = openSuspense(all, at);
        db.sql(BOOK)
                .param("entries", Columns.of(all, Credit::entry))
                .param("courts", Columns.of(all, c -> c.court().value()))
                .param("fen", Columns.of(all, c -> c.amount().fen()))
                .param("bookedOn", Columns.of(all, c -> c.told().bookedOn()))
                .param(
                        "until",
                        Columns.of(
                                all,
                                c -> c.told().valueOn() == null
                                        ? c.told().bookedOn()
                                        : c.told().valueOn()))
                .param("payers", Columns.of(all, c -> c.told().counterparty()))
                .param("remarks", Columns.of(all, c -> c.told().remark()))
                .param("named", Columns.of(all, Credit::named))
                .param("cases", Columns.of(all, Credit::caseId))
                .param("references", Columns.of(all, c -> c.told().reference()))
                .param("texts", Columns.of(all, Credit::text))
                .param(
                        "sealed",
                        Columns.of(
                                all, c -> hex(c.from() == null ? null : c.from().sealed())))
                .param(
                        "hashes",
                        Columns.of(
                                all, c -> hex(c.from() == null ? null : c.from().hash())))
                .param(
                        "masked",
                        Columns.of(all, c -> c.from() == null ? null : c.from().masked()))
                .param(
                        "banks",
                        Columns.of(all, c -> c.from() == null ? null : c.from().bank()))
                .param("suspense", Columns.of(all, c -> suspense.get(c.entry())))
                .param("at", at)
                .param("login", login)
                .param("name", name)
                .param("today", today)
                .query((ResultSet r) -> {
                    booked.put(r.getLong("entry"), new Booked(r.getLong("receipt"), r.getLong("voucher")));
                });
        return booked;
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
