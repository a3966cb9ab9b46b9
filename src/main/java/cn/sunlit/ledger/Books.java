package cn.sunlit.ledger;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The books of the courts (账簿): accounts and vouchers, only added to. Who may book what and why is decided by whoever calls; the
 * database refuses what does not balance, overdraws or changes the past.
 */
@Component
public class Books {

    private final LedgerStore store;

    public Books(JdbcClient db) {
        this.store = new LedgerStore(db);
    }

    /** @param party a respondent, null for a third person */
    public record NewPayer(
            String number,
            CourtCode court,
            CaseId id,
            CaseNumber caseNumber,
            @Nullable PartyId party,
            String name,
            Instant at) {}

    /** @param balance what is free: without what a plan of distribution holds */
    public record Sub(long id, CourtCode court, CaseId caseId, CaseNumber caseNumber, String number, Money balance) {}

    public record PayerNumber(String number, @Nullable Long party, String name) {}

    /** @param payer whose number it is, where it is not the case's own */
    public record Ours(
            String kind,
            CourtCode court,
            @Nullable CaseId caseId,
            @Nullable CaseNumber caseNumber,
            String number,
            @Nullable String payer) {}

    /** What is booked, positive on the debit side. */
    public record Posting(long account, Money amount) {}

    public record Voucher(
            CourtCode court,
            String kind,
            String cause,
            @Nullable CaseId caseId,
            String text,
            @Nullable String bankReference,
            LocalDate on,
            Instant at,
            String login,
            String name,
            @Nullable Long reverses,
            List<Posting> postings) {}

    /** The next serial of an account at the bank, see {@link Numbers}. */
    public long nextSerial() {
        return store.nextSerial();
    }

    /** Opens the court's own account at the bank, and that of its fees. */
    public void openCourt(CourtCode court, String number, Instant at) {
        store.openCourt(court, number, at);
    }

    /** The number of the court's own account at the bank. */
    public Optional<String> courtAccount(CourtCode court) {
        return store.courtAccount(court);
    }

    /** Written when the transaction ends. */
    public void openCase(CourtCode court, CaseId id, CaseNumber caseNumber, String number, Instant at) {
        store.openCase(court, id, caseNumber, number, at);
    }

    /** Written with the case's account when the transaction ends; who has a number keeps it. */
    public void openPayer(NewPayer payer) {
        store.openPayer(payer);
    }

    /** The case's own account. */
    public Optional<Sub> sub(CaseId id) {
        return store.sub(id);
    }

    /** Who pays for a case on which number. */
    public List<PayerNumber> payerNumbers(CaseId id) {
        return store.payerNumbers(id);
    }

    /** Those of the numbers that are a court's, a case's or a payer's. */
    public List<Ours> ours(Collection<String> numbers) {
        return store.ours(numbers);
    }

    /** The account of this kind, opened where it did not exist; a suspense account is always new. */
    public long account(CourtCode court, AccountKind kind, @Nullable CaseId id, @Nullable Long party, Instant at) {
        return store.account(court, kind, id, party, at);
    }

    /** An account of its own for money without a name; by itself, because the record notes an account before what is posted to it. */
    public long openSuspense(CourtCode court, Instant at) {
        return store.openSuspense(court, at);
    }

    /** Books a voucher with its postings, on the first open day where its own is closed. @return its number */
    public long post(Voucher voucher) {
        return store.post(voucher);
    }

    /** The postings of a voucher. */
    public List<Posting> postings(long voucher) {
        return store.postings(voucher);
    }

    /** The voucher of this kind for this cause: none is booked twice. */
    public Optional<Long> voucher(String kind, String cause) {
        return store.voucher(kind, cause);
    }
}
