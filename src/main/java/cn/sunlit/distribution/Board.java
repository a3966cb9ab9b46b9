package cn.sunlit.distribution;

import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.HeldAssets;
import cn.sunlit.property.SeizurePlace;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.Explanation;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.Shares;
import cn.sunlit.web.Show;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what a plan gives: the same for the page, the paper, the payment and the portal. */
@Component
class Board {

    private final PlanStore store;
    private final ObjectionStore objections;
    private final HeldAssets assets;
    private final CourtPractice practice;
    private final Audit audit;
    private final JsonMapper json;

    Board(
            PlanStore store,
            ObjectionStore objections,
            HeldAssets assets,
            CourtPractice practice,
            Audit audit,
            JsonMapper json) {
        this.audit = audit;
        this.store = store;
        this.objections = objections;
        this.assets = assets;
        this.practice = practice;
        this.json = json;
    }

    /**
     * Takes a plan in hand, its case's chain first: the bank's messages hold the chain before they touch an account, and a share
     * that comes back reaches the plan last. Whoever took the plan first would wait for them crosswise.
     */
    Optional<Plan> lock(CaseId host, long plan) {
        audit.hold(host);
        return store.lock(host, plan);
    }

    /** The same together with the cases that a plan gives to, in one order for plans that give to each other's. */
    Optional<Plan> lockWithCases(CaseId host, long plan) {
        audit.hold(Stream.concat(Stream.of(host), store.cases(plan).stream()).toList());
        return store.lock(host, plan);
    }

    LocalPractice.Value bonus(Plan plan) {
        return practice.of(plan.court()).on(PracticeNumber.FIRST_SEIZER_PERCENT, plan.asOf());
    }

    Change.Input input(Plan plan) {
        return store.input(plan.id(), plan.shown());
    }

    Change wish(Objection o) {
        return json.readValue(o.wish(), Change.class);
    }

    String written(Change wish) {
        return json.writeValueAsString(wish);
    }

    Map<Integer, Money> paid(Plan plan) {
        return store.paid(plan.id()).stream().collect(Collectors.toMap(PlanStore.Paid::claim, PlanStore.Paid::amount));
    }

    /** What open objections want. */
    List<Change> wishes(List<Objection> all) {
        return all.stream().filter(o -> o.state().isOpen()).map(this::wish).toList();
    }

    /** What suits are about: it lies in the account of deposits. */
    Money deposited(Plan plan, List<Objection> all) {
        List<Change> suits = all.stream()
                .filter(o -> o.state() == Objection.State.SUED || o.state() == Objection.State.WON)
                .map(this::wish)
                .toList();
        return Contest.contested(plan.pool(), input(plan), suits, bonus(plan), paid(plan));
    }

    PlanView view(Plan plan) {
        Change.Input input = input(plan);
        LocalPractice.Value bonus = bonus(plan);
        List<Objection> all = objections.ofPlan(plan.id());
        Shares.Plan shares = null;
        String trouble = null;
        Map<Integer, Money> firm = Map.of();
        try {
            shares = Contest.shares(plan.pool(), input, bonus);
            firm = Contest.firm(plan.pool(), input, wishes(all), bonus);
        } catch (IllegalArgumentException e) {
            trouble = String.valueOf(e.getMessage());
        }
        Map<Integer, Money> paid = paid(plan);
        List<PlanView.Line> lines = lines(plan, input, shares, firm, paid);
        Shares.Plan known = shares;
        boolean mayPay = plan.state() == PlanState.EFFECTIVE
                && known != null
                && Contest.due(known, firm, paid).stream()
                        .anyMatch(d -> lines.stream().anyMatch(l -> l.entry().no() == d.no() && l.back() == null));
        return new PlanView(
                plan,
                input,
                bonus,
                plan.asset() == null ? null : asset(plan.caseId(), plan.asset()),
                shares,
                trouble,
                plan.state() == PlanState.PROPOSED && plan.decidedVersion() != null
                        ? Contest.shares(plan.pool(), store.input(plan.id(), plan.version()), bonus)
                        : null,
                lines,
                objections.recipients(plan.id()),
                all.stream().map(o -> dispute(plan, input, known, bonus, o)).toList(),
                known == null || !plan.state().isOpen() ? Money.ZERO : deposited(plan, all),
                mayPay);
    }

    private List<PlanView.Line> lines(
            Plan plan,
            Change.Input input,
            Shares.@Nullable Plan shares,
            Map<Integer, Money> firm,
            Map<Integer, Money> paid) {
        Map<Integer, PlanStore.Payee> payees = store.payees(plan.id());
        Map<Integer, PlanStore.Returned> back = store.returned(plan.id());
        Map<Integer, PlanStore.Again> again = store.again(plan.id());
        List<SeizurePlace> places = plan.asset() == null ? List.of() : assets.line(plan.asset(), plan.court());
        List<PlanView.Line> lines = new ArrayList<>();
        for (Entry e : input.entries()) {
            Shares.Line got = shares == null ? null : shares.line(e.no());
            PlanStore.Payee payee = payees.get(e.no());
            lines.add(new PlanView.Line(
                    e,
                    got,
                    PlanView.of(paid, e.no()),
                    got == null ? Money.ZERO : got.share().minus(PlanView.of(firm, e.no())),
                    rankFrom(e, places),
                    payee == null ? null : payee.name() + " " + payee.bank() + " " + payee.masked(),
                    e.caseId() == null && !e.fee() && payee == null,
                    back.get(e.no()),
                    again.get(e.no())));
        }
        lines.sort(Comparator.comparing((PlanView.Line l) -> l.entry().rank())
                .thenComparing(l -> l.entry().no()));
        return lines;
    }

    private @Nullable String asset(CaseId host, long asset) {
        return assets.inLine(host).stream()
                .filter(a -> a.asset() == asset)
                .map(a -> "%s（%s）".formatted(a.title(), a.masked()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String rankFrom(Entry e, List<SeizurePlace> places) {
        SeizurePlace place = places.stream()
                .filter(p -> p.caseId().equals(e.caseId()))
                .findFirst()
                .orElse(null);
        if (place == null) {
            return e.seizureRank() == 0 ? null : "顺位由承办人填写";
        }
        String registered = "财产登记为第%d顺位：%s%s"
                .formatted(
                        place.rank(), place.ruling(), place.on() == null ? "" : "，%s".formatted(Show.date(place.on())));
        return e.seizureRank() == place.rank() ? registered : "承办人改动；" + registered;
    }

    private PlanView.Dispute dispute(
            Plan plan, Change.Input input, Shares.@Nullable Plan shares, LocalPractice.Value bonus, Objection o) {
        Change wish = wish(o);
        List<PlanView.Move> moves =
                shares == null || !o.state().isOpen() ? List.of() : wanted(plan.pool(), input, wish, bonus);
        return new PlanView.Dispute(o, wish, objections.replies(o.id()), moves);
    }

    /** What a wish would move; one that cannot be computed any more, since the plan was amended, moves nothing. */
    private static List<PlanView.Move> wanted(Money pool, Change.Input input, Change wish, LocalPractice.Value bonus) {
        try {
            return moves(pool, input, wish.on(input), bonus);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** How each line moves from one input to the other; only those that move. */
    static List<PlanView.Move> moves(Money pool, Change.Input before, Change.Input after, LocalPractice.Value bonus) {
        return between(before, Contest.shares(pool, before, bonus), Contest.shares(pool, after, bonus));
    }

    /** The same between two plans of which the first has these claims; a claim added or left out moves from or to nothing. */
    static List<PlanView.Move> between(Change.Input before, Shares.Plan now, Shares.Plan then) {
        Map<Integer, Shares.Line> willBe = new HashMap<>();
        then.lines().forEach(l -> willBe.put(l.claim().no(), l));
        List<PlanView.Move> moves = new ArrayList<>();
        for (Entry e : before.entries()) {
            Money from = now.line(e.no()).share();
            Shares.Line line = willBe.get(e.no());
            Money to = line == null ? Money.ZERO : line.share();
            if (!from.equals(to)) {
                moves.add(new PlanView.Move(e, from, to, line == null ? "不参加分配" : why(line)));
            }
        }
        return moves;
    }

    static String why(Shares.Line line) {
        return line.explanations().stream().map(Board::sentence).collect(Collectors.joining("；"));
    }

    static String sentence(Explanation e) {
        return e.law().isEmpty() ? e.text() : e.text() + "（" + e.law() + "）";
    }
}
