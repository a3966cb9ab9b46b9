package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.EnforcementFee;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Brings money without a name and cases together, both ways, ranked with reasons; a person decides, another confirms. Money finds the
 * few cases that any reason speaks for by indexes; the reasons themselves are {@link MatchRules}.
 */
@Component
class Candidates {

    private static final int MOST = 5;
    private static final int MOST_SOUGHT = 500;
    /** A single weak reason, such as the applicant's name, is no candidate. */
    private static final int LEAST = 15;

    private final SuspenseStore store;
    private final Settlements settlements;
    private final Clock clock;
    private final String prefix;

    Candidates(
            SuspenseStore store,
            Settlements settlements,
            Clock clock,
            @Value("${sunlit.funds.account-prefix:8110}") String prefix) {
        this.store = store;
        this.settlements = settlements;
        this.clock = clock;
        this.prefix = prefix;
    }

    /**
     * A case for which the money may be meant.
     *
     * @param score the sum of the points of its reasons
     * @param reasons the strongest first
     */
    record Candidate(CaseId caseId, CaseNumber caseNumber, int score, List<MatchRules.Reason> reasons) {
        /** In how far to trust it, in a word. */
        String likely() {
            return score >= 60 ? "很可能" : score >= 30 ? "可能" : "仅供参考";
        }

        /** The reasons as the ground of a claim. */
        String ground() {
            return String.join(
                    "；", reasons.stream().map(MatchRules.Reason::text).toList());
        }
    }

    /**
     * Money that may be meant for a case.
     *
     * @param payerAccount masked
     */
    record Offer(
            long receipt,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            @Nullable String payerAccount,
            @Nullable String remark,
            int score,
            List<MatchRules.Reason> reasons) {
        private static Offer of(SuspenseStore.Row money, Candidate match) {
            return new Offer(
                    money.id(),
                    money.amount(),
                    money.bookedOn(),
                    money.payer(),
                    money.masked(),
                    money.remark(),
                    match.score(),
                    match.reasons());
        }
    }

    /** Money seeks its case (钱找案). */
    List<Candidate> of(SuspenseStore.Row money) {
        MatchRules.Unknown unknown = unknown(money);
        Hints hints = unknown.hints();
        Set<String> names = new LinkedHashSet<>(hints.names());
        if (money.payer() != null && money.payer().length() > 1) {
            names.add(money.payer());
        }
        List<CaseId> found = store.find(new SuspenseStore.Keys(
                money.court(),
                hints.accounts(prefix),
                unknown.caseNumbers().keySet(),
                hints.titles(),
                names,
                money.payer(),
                money.hash(),
                money.amount(),
                withoutFee(money.amount())));
        return traits(found).stream()
                .map(t -> candidate(unknown, t))
                .filter(c -> c.score() >= LEAST)
                .sorted(Comparator.comparingInt(Candidate::score)
                        .reversed()
                        .thenComparing(c -> c.caseId().value(), Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
    }

    /** A case seeks its money (案找钱): among what lies in its court's suspense and nobody claims. */
    List<Offer> meantFor(CourtCode court, CaseId id) {
        List<SuspenseStore.Row> lying =
                store.open(court, new SuspenseStore.Sought(null, null, "OPEN", null, null), MOST_SOUGHT, 0);
        if (lying.isEmpty()) {
            return List.of();
        }
        return traits(List.of(id)).stream()
                .flatMap(t -> lying.stream().map(money -> Offer.of(money, candidate(unknown(money), t))))
                .filter(o -> o.score() >= LEAST)
                .sorted(Comparator.comparingInt(Offer::score).reversed())
                .limit(2L * MOST)
                .toList();
    }

    private MatchRules.Unknown unknown(SuspenseStore.Row money) {
        Hints hints = Hints.read(money.remark(), money.namedAccount());
        return new MatchRules.Unknown(
                money.amount(),
                money.bookedOn(),
                money.payer(),
                money.hash(),
                hints,
                hints.caseNumbers(money.court(), LocalDate.now(clock).getYear()));
    }

    private static Candidate candidate(MatchRules.Unknown money, Traits of) {
        List<MatchRules.Reason> reasons = MatchRules.reasons(money, of);
        return new Candidate(
                of.id(),
                of.number(),
                reasons.stream().mapToInt(MatchRules.Reason::points).sum(),
                reasons);
    }

    /** The claim that with its fee makes this sum, or the sum itself where none does: the fee grows with the claim. */
    static Money withoutFee(Money sum) {
        long low = 0;
        long high = sum.fen();
        while (low < high) {
            long middle = (low + high + 1) / 2;
            long whole = middle + EnforcementFee.of(new Money(middle)).fee().fen();
            if (whole <= sum.fen()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Money claim = new Money(low);
        return low > 0 && claim.plus(EnforcementFee.of(claim).fee()).equals(sum) ? claim : sum;
    }

    private List<Traits> traits(Collection<CaseId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<CaseId, List<String>> numbers = new HashMap<>();
        Map<CaseId, List<Traits.Person>> people = new HashMap<>();
        for (SuspenseStore.PayerRow p : store.payers(ids)) {
            into(numbers, p.caseId(), p.number());
            if (p.party() == null) {
                into(people, p.caseId(), new Traits.Person(p.name(), Traits.Part.THIRD));
            }
        }
        store.people(ids).forEach(p -> into(people, p.caseId(), new Traits.Person(p.name(), p.part())));
        Map<CaseId, List<Traits.Earlier>> earlier = new HashMap<>();
        store.earlier(ids)
                .forEach(e -> into(earlier, e.caseId(), new Traits.Earlier(e.payer(), e.hash(), e.masked(), e.on())));
        Map<CaseId, List<Traits.Slipped>> slips = new HashMap<>();
        store.slips(ids).forEach(s -> into(slips, s.caseId(), new Traits.Slipped(s.day(), s.amount())));
        Map<CaseId, List<Traits.Due>> instalments = new HashMap<>();
        store.instalments(ids)
                .forEach(i -> into(instalments, i.caseId(), new Traits.Due(i.no(), i.dueOn(), i.amount())));
        return store.cases(ids).stream()
                .map(c -> {
                    List<String> all = new ArrayList<>(List.of(c.account()));
                    all.addAll(numbers.getOrDefault(c.id(), List.of()));
                    return new Traits(
                            c.id(),
                            c.number(),
                            c.title(),
                            c.claimed(),
                            all,
                            people.getOrDefault(c.id(), List.of()),
                            earlier.getOrDefault(c.id(), List.of()),
                            slips.getOrDefault(c.id(), List.of()),
                            instalments.getOrDefault(c.id(), List.of()),
                            remembered(settlements.to(c.id())));
                })
                .toList();
    }

    private static Function<LocalDate, Settlement> remembered(Function<LocalDate, Settlement> settle) {
        Map<LocalDate, Settlement> known = new HashMap<>();
        return day -> known.computeIfAbsent(day, settle);
    }

    private static <T> void into(Map<CaseId, List<T>> map, CaseId id, T value) {
        map.computeIfAbsent(id, key -> new ArrayList<>()).add(value);
    }
}
