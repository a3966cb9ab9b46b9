package cn.sunlit.powers;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.CaseLookup;
import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.ActingFor;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A member of staff is away, and a colleague of the same court uses the powers for some days: for all or for named cases, with
 * a reason, after a second person agreed. It ends by itself or is withdrawn at any time. Powers are lent, never handed on.
 */
@Service
@Transactional
class LentPowers {

    /** Longer than half a year is a change of office. */
    private static final int LONGEST_DAYS = 184;

    private static final int MOST_CASES = 50;

    private final PowersStore store;
    private final Access access;
    private final StaffDirectory staff;
    private final CaseLookup cases;
    private final Audit audit;
    private final Clock clock;

    LentPowers(PowersStore store, Access access, StaffDirectory staff, CaseLookup cases, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.staff = staff;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param caseNumbers one a line or separated by a comma; empty for all cases */
    record Draft(
            @Nullable String lender,
            @Nullable String deputy,
            @Nullable String caseNumbers,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason) {}

    /** Proposes that a colleague acts; for oneself, or for somebody absent by one who may approve such things. */
    long propose(Actor by, Draft draft) {
        access.allow(by, UseCase.LEND_POWERS, by.court());
        ownPowers(by);
        List<FieldError> errors = new ArrayList<>();
        String lenderLogin = blank(draft.lender())
                ? by.login()
                : String.valueOf(draft.lender()).strip();
        StaffMember lender = colleague(by.court(), "lender", lenderLogin, errors);
        StaffMember deputy = colleague(by.court(), "deputy", draft.deputy(), errors);
        LocalDate today = LocalDate.now(clock);
        LocalDate from = draft.from() == null ? today : draft.from();
        LocalDate to = draft.to() == null ? from : draft.to();
        if (draft.to() == null) {
            errors.add(new FieldError("to", "请填写最后一天"));
        } else if (from.isBefore(today)) {
            errors.add(new FieldError("from", "开始日不能早于今天"));
        } else if (to.isBefore(from) || to.isAfter(from.plusDays(LONGEST_DAYS))) {
            errors.add(new FieldError("to", "最后一天不能早于开始日，且最长%d天".formatted(LONGEST_DAYS)));
        }
        List<CaseRef> named = named(by.court(), draft.caseNumbers(), errors);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        String reason = PlainText.required("reason", draft.reason(), 300, "请写明委托的理由");
        StaffMember lends = java.util.Objects.requireNonNull(lender);
        StaffMember acts = java.util.Objects.requireNonNull(deputy);
        if (lends.login().equals(acts.login())) {
            throw new Problem.Invalid("deputy", "不能委托给委托人自己");
        }
        if (!lends.login().equals(by.login()) && !access.may(by, UseCase.APPROVE_LENDING, by.court())) {
            throw new Problem.Forbidden("只能委托自己的职权；他人不在岗的，由团队负责人或者执行局局长提出");
        }
        if (ActingFor.lendable(lends.roles()).isEmpty()) {
            throw new Problem.Invalid("lender", "“%s”没有可以委托的办案职权".formatted(lends.name()));
        }
        long id = store.addLoan(by, lends, acts, named, from, to, reason, clock.instant());
        tell(
                by,
                "POWERS_PROPOSED",
                "拟由%s代%s行使职权，%s至%s，%s"
                        .formatted(acts.name(), lends.name(), from, to, named.isEmpty() ? "全部案件" : "指定案件"),
                id,
                lends.court(),
                Map.of("lender", lends.login(), "deputy", acts.login(), "reason", reason));
        return id;
    }

    /** The second person agrees or not. */
    void decide(Actor by, long id, boolean agreed) {
        Loan loan = locked(id);
        access.allow(by, UseCase.APPROVE_LENDING, loan.court());
        ownPowers(by);
        access.otherPerson(by, loan.proposedBy());
        if (by.login().equals(loan.lender()) || by.login().equals(loan.deputy())) {
            throw new Problem.Forbidden("委托人和代行人都不能审批这项委托");
        }
        if (!loan.isProposed()) {
            throw new Problem.Conflict("这项委托已经%s，请刷新后查看".formatted(loan.stateInWords(LocalDate.now(clock))));
        }
        store.decide(id, agreed ? "APPROVED" : "REFUSED", by, clock.instant());
        tell(
                by,
                agreed ? "POWERS_LENT" : "POWERS_REFUSED",
                "%s由%s代%s行使职权".formatted(agreed ? "批准" : "不批准", loan.deputyName(), loan.lenderName()),
                id,
                loan.court(),
                Map.of("lender", loan.lender(), "deputy", loan.deputy()));
    }

    /** Ends it at once: lender, deputy, proposer, or one who may approve. Whom it does not concern finds no such loan. */
    void end(Actor by, long id) {
        Loan loan = locked(id);
        boolean concerned =
                List.of(loan.lender(), loan.deputy(), loan.proposedBy()).contains(by.login());
        if (by.kind() != Actor.Kind.STAFF || !concerned && !access.may(by, UseCase.APPROVE_LENDING, loan.court())) {
            throw new Problem.NotFound("没有与您有关的这项委托");
        }
        if (!loan.mayEnd(LocalDate.now(clock))) {
            throw new Problem.Conflict("这项委托已经%s".formatted(loan.stateInWords(LocalDate.now(clock))));
        }
        store.withdraw(id, by, clock.instant());
        tell(
                by,
                "POWERS_WITHDRAWN",
                "撤回由%s代%s行使职权的委托".formatted(loan.deputyName(), loan.lenderName()),
                id,
                loan.court(),
                Map.of("lender", loan.lender(), "deputy", loan.deputy()));
    }

    /** The court's loans of the last year, the newest first; everyone at a court may know whose powers are with whom. */
    @Transactional(readOnly = true)
    List<Loan> ofCourt(Actor by) {
        if (by.kind() != Actor.Kind.STAFF) {
            throw new Problem.Forbidden("这里只对工作人员开放");
        }
        return store.loans(by.court(), LocalDate.now(clock).minusYears(1));
    }

    /** The loan with which this deputy may act today. */
    @Transactional(readOnly = true)
    Loan mine(Actor by, long id) {
        return store.inForce(by.login(), LocalDate.now(clock)).stream()
                .filter(loan -> loan.id() == id && by.kind() == Actor.Kind.STAFF)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("今天没有委托给您的这项职权"));
    }

    private static void ownPowers(Actor by) {
        if (by.lent() != null) {
            throw new Problem.Forbidden("代行的职权不能转委托，请先恢复本人身份");
        }
    }

    private Loan locked(long id) {
        return store.lockLoan(id).orElseThrow(() -> new Problem.NotFound("没有这项委托"));
    }

    private @Nullable StaffMember colleague(
            CourtCode court, String field, @Nullable String login, List<FieldError> errors) {
        String given = login == null ? "" : login.strip();
        StaffMember found =
                staff.find(given).filter(m -> m.court().equals(court)).orElse(null);
        if (found == null) {
            errors.add(new FieldError(field, given.isEmpty() ? "请选择代行人" : "本院没有登录名为“%s”的工作人员".formatted(given)));
        }
        return found;
    }

    private List<CaseRef> named(CourtCode court, @Nullable String text, List<FieldError> errors) {
        List<CaseRef> found = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return found;
        }
        String[] words = text.strip().split("[\\s,，、;；]+");
        if (words.length > MOST_CASES) {
            errors.add(new FieldError("cases", "一次最多指定%d件案件".formatted(MOST_CASES)));
            return found;
        }
        for (String word : words) {
            try {
                CaseNumber number = CaseNumber.parseAnyForm(word);
                cases.find(number)
                        .filter(c -> c.court().equals(court))
                        .ifPresentOrElse(
                                found::add,
                                () -> errors.add(new FieldError("cases", "本院没有案号为“%s”的案件".formatted(number))));
            } catch (IllegalArgumentException malformed) {
                errors.add(new FieldError("cases", String.valueOf(malformed.getMessage())));
            }
        }
        return found;
    }

    private void tell(Actor by, String type, String sentence, long id, CourtCode court, Map<String, String> facts) {
        Map<String, String> all = new java.util.TreeMap<>(facts);
        all.put("loan", Long.toString(id));
        audit.record(by, court, null, new Act(type, sentence, all));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
