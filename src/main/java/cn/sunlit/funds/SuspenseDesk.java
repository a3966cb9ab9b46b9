package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lies in a court's suspense, how long, and for which cases it may be meant. */
@Component
@Transactional(readOnly = true)
class SuspenseDesk {

    /** Rows of a page. */
    static final int PAGE = 20;

    static final int CLAIM_WITHIN = 3;
    static final int FORGOTTEN_AFTER = 30;

    private final SuspenseStore store;
    private final Candidates candidates;
    private final Clock clock;

    SuspenseDesk(SuspenseStore store, Candidates candidates, Clock clock) {
        this.store = store;
        this.candidates = candidates;
        this.clock = clock;
    }

    /** How far money without a name has come (案款状态). */
    enum State {
        RECEIVED("待认领"),
        UNIDENTIFIED("不明款，超三日未认领"),
        CLAIMED("认领待复核"),
        RETURNING("退还付款人");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * Money without a name.
     *
     * @param payerAccount the account it was paid from, masked
     * @param days for how many days it has been lying here
     * @param late whether the three days for claiming are over
     */
    record Unknown(
            long id,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            @Nullable String payerAccount,
            @Nullable String remark,
            @Nullable String namedAccount,
            long days,
            boolean late,
            State state,
            String stateZh,
            List<Candidates.Candidate> candidates) {

        /** The tone of its age: to be claimed in time, late, forgotten. */
        String tone() {
            return days > FORGOTTEN_AFTER ? "overdue" : late ? "red" : days == CLAIM_WITHIN ? "yellow" : "open";
        }
    }

    @Practice(id = "SUSPENSE-AGE", text = "到账后三日内认领；超过三日未认领的列为不明款，标红；超过三十日的另列。")
    SuspenseStore.Ages ages(CourtCode court) {
        LocalDate today = LocalDate.now(clock);
        return store.ages(court, today.minusDays(CLAIM_WITHIN), today.minusDays(FORGOTTEN_AFTER));
    }

    /** A page of it, the oldest first. @return at most one more than a page, for whether there is a next one */
    List<Unknown> lying(CourtCode court, Filter filter, int page, int size) {
        return store.open(court, sought(filter), size + 1, (Math.max(page, 1) - 1) * size).stream()
                .map(this::unknown)
                .toList();
    }

    /** What may be meant for a case; the caller has asked whether it may be seen. */
    List<Candidates.Offer> meantFor(CourtCode court, CaseId id) {
        return candidates.meantFor(court, id);
    }

    /** The oldest few. */
    List<Unknown> oldest(CourtCode court, int most) {
        return store.open(court, SuspenseStore.Sought.ALL, most, 0).stream()
                .map(this::unknown)
                .toList();
    }

    /** @throws Problem.NotFound where it belongs to a case or another court, went back or never was */
    SuspenseStore.Row row(CourtCode court, long receipt) {
        return store.one(receipt)
                .filter(r -> r.court().equals(court))
                .orElseThrow(() -> new Problem.NotFound("没有这笔不明款，或者已经认领、退还"));
    }

    Unknown unknown(SuspenseStore.Row row) {
        long days = ChronoUnit.DAYS.between(row.bookedOn(), LocalDate.now(clock));
        boolean late = days > CLAIM_WITHIN;
        State state = row.returning() != null
                ? State.RETURNING
                : row.claim() != null ? State.CLAIMED : late ? State.UNIDENTIFIED : State.RECEIVED;
        return new Unknown(
                row.id(),
                row.amount(),
                row.bookedOn(),
                row.payer(),
                row.masked(),
                row.remark(),
                row.namedAccount(),
                days,
                late,
                state,
                state.zh(),
                candidates.of(row));
    }

    /** How old what is looked for is. */
    enum Age {
        FRESH("三日内"),
        LATE("四至三十日"),
        OLD("超过三十日");

        private final String zh;

        Age(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * What is looked for; null means any.
     *
     * @param state {@code OPEN}, {@code CLAIMED} or {@code RETURNING}
     * @param words a part of the payer's name or the remark
     */
    record Filter(
            @Nullable Age age,
            @Nullable String state,
            @Nullable String words,
            @Nullable Money amount) {
        static final Filter NONE = new Filter(null, null, null, null);

        boolean isEmpty() {
            return equals(NONE);
        }
    }

    private SuspenseStore.Sought sought(Filter f) {
        LocalDate today = LocalDate.now(clock);
        LocalDate fresh = today.minusDays(CLAIM_WITHIN);
        LocalDate month = today.minusDays(FORGOTTEN_AFTER);
        LocalDate from = f.age() == Age.FRESH ? fresh : f.age() == Age.LATE ? month : null;
        LocalDate to = f.age() == Age.LATE ? fresh.minusDays(1) : f.age() == Age.OLD ? month.minusDays(1) : null;
        return new SuspenseStore.Sought(from, to, f.state(), f.words(), f.amount());
    }
}
