package cn.sunlit.instalments;

import cn.sunlit.alerts.Concerns;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import cn.sunlit.web.OneByOne;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Debts paid in parts by agreement (分期履行), watched: the day after a part's last day, what is missing goes on record and the officer
 * and the applicants are told.
 */
@Service
@Transactional
public class Instalments implements DueWork {

    private static final int MOST_PARTS = 240;

    private final InstalmentStore store;
    private final Cases cases;
    private final Parties parties;
    private final StaffDirectory staff;
    private final Messages messages;
    private final Audit audit;
    private final Concerns concerns;
    private final OneByOne pieces;
    private final Clock clock;
    private volatile @Nullable LocalDate watched;

    Instalments(
            InstalmentStore store,
            Cases cases,
            Parties parties,
            StaffDirectory staff,
            Messages messages,
            Audit audit,
            Concerns concerns,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.parties = parties;
        this.staff = staff;
        this.messages = messages;
        this.audit = audit;
        this.concerns = concerns;
        this.pieces = new OneByOne(transaction, Instalments.class);
        this.clock = clock;
    }

    /**
     * The plan of a case as typed.
     *
     * @param total what the parts must add up to
     */
    record Draft(
            @Nullable String paper,
            @Nullable String agreedOn,
            @Nullable String total,
            List<DraftPart> parts) {}

    record DraftPart(@Nullable String dueOn, @Nullable String amount) {}

    /** The plan that holds today, with how far each part is paid; the caller has asked whether it may be seen. */
    @Transactional(readOnly = true)
    public Optional<InstalmentPlan> inForce(CaseId id) {
        LocalDate today = LocalDate.now(clock);
        return store.inForce(id)
                .map(p -> new InstalmentPlan(
                        p.id(),
                        p.paper(),
                        p.agreedOn(),
                        InstalmentPlan.filled(store.parts(p.id()), store.receivedSince(id, p.agreedOn()), today)));
    }

    /**
     * Puts a plan on record; the one before ends.
     *
     * @throws Problem.Invalid naming everything that is wrong with it
     */
    InstalmentPlan make(Actor by, CaseNumber number, Draft draft) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        LocalDate today = LocalDate.now(clock);
        List<Problem.FieldError> errors = new ArrayList<>();
        String paper = read(errors, () -> PlainText.required("paper", draft.paper(), 200, "请写明依据，例如执行和解协议（2026年3月2日）"));
        LocalDate agreedOn = read(errors, () -> PlainDay.required("agreedOn", draft.agreedOn(), "请填写达成协议的日期"));
        if (agreedOn != null && agreedOn.isAfter(today)) {
            errors.add(new Problem.FieldError("agreedOn", "达成协议的日期不能晚于今天"));
        }
        Money total = money(errors, "total", draft.total(), "总额");
        List<InstalmentPlan.Part> parts = parts(errors, draft.parts(), agreedOn);
        Money sum = Money.sum(parts.stream().map(InstalmentPlan.Part::amount).toList());
        if (total != null && errors.isEmpty() && !sum.equals(total)) {
            errors.add(
                    new Problem.FieldError("total", "各期合计 %s 元，与总额 %s 元不符".formatted(sum.display(), total.display())));
        }
        if (paper == null || agreedOn == null || !errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        store.inForce(file.id()).ifPresent(p -> store.end(p.id(), today, "另立新的分期", by.name()));
        long id = store.add(
                file.id(), file.number(), file.court(), paper, agreedOn, by.login(), by.name(), clock.instant());
        store.addParts(id, parts);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "INSTALMENTS_AGREED",
                        "登记分期履行：%d期共 %s 元，依据%s".formatted(parts.size(), sum.display(), paper),
                        Map.of("plan", String.valueOf(id), "amount", sum.toString(), "paper", paper)));
        watched = null;
        concerns.touched();
        return inForce(file.id()).orElseThrow();
    }

    /** Ends the plan: performed, given up, or the enforcement goes on. */
    void end(Actor by, CaseNumber number, @Nullable String why) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        String because = PlainText.required("why", why, 300, "请写明终止分期的原因");
        InstalmentStore.Plan plan = store.inForce(file.id()).orElseThrow(() -> new Problem.Conflict("本案没有正在履行的分期"));
        if (!store.end(plan.id(), LocalDate.now(clock), because, by.name())) {
            throw new Problem.Conflict("分期已被他人终止，请刷新后再看");
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "INSTALMENTS_ENDED",
                        "终止分期履行：" + because,
                        Map.of("plan", String.valueOf(plan.id()), "because", because)));
        concerns.touched();
    }

    private static List<InstalmentPlan.Part> parts(
            List<Problem.FieldError> errors, List<DraftPart> typed, @Nullable LocalDate after) {
        List<InstalmentPlan.Part> parts = new ArrayList<>();
        if (typed.isEmpty() || typed.size() > MOST_PARTS) {
            errors.add(new Problem.FieldError("parts", "请填写1至%d期".formatted(MOST_PARTS)));
        }
        LocalDate before = after;
        for (int i = 0; i < Math.min(typed.size(), MOST_PARTS); i++) {
            String field = "parts[%d].".formatted(i);
            DraftPart part = typed.get(i);
            int no = i + 1;
            LocalDate due =
                    read(errors, () -> PlainDay.required(field + "dueOn", part.dueOn(), "第%d期：请填写最后付款日".formatted(no)));
            if (due != null && before != null && !due.isAfter(before)) {
                errors.add(new Problem.FieldError(field + "dueOn", "第%d期：付款日应晚于%s".formatted(no, before)));
            }
            Money amount = money(errors, field + "amount", part.amount(), "第%d期的金额".formatted(no));
            before = due == null ? before : due;
            if (due != null && amount != null) {
                parts.add(new InstalmentPlan.Part(no, due, amount));
            }
        }
        return parts;
    }

    private static @Nullable Money money(
            List<Problem.FieldError> errors, String field, @Nullable String text, String what) {
        try {
            Money amount = Money.parse(text == null ? "" : text.strip());
            if (amount.isPositive()) {
                return amount;
            }
            errors.add(new Problem.FieldError(field, what + "应大于零"));
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError(field, what + "：" + e.getMessage()));
        }
        return null;
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> @Nullable T read(List<Problem.FieldError> errors, Reading<T> reading) {
        try {
            return reading.read();
        } catch (Problem.Invalid e) {
            errors.addAll(e.errors());
            return null;
        }
    }

    /** Once a day, and anew where a plan was made: a part is missed the day after its last day. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        if (today.equals(watched)) {
            return 0;
        }
        List<InstalmentStore.Missed> missed = store.missed(today);
        int told = 0;
        for (InstalmentStore.Missed m : missed) {
            if (pieces.did("instalment %d of plan %d".formatted(m.no(), m.plan()), () -> put(m, today))) {
                told++;
            }
        }
        if (missed.isEmpty()) {
            watched = today;
        }
        return told;
    }

    private boolean put(InstalmentStore.Missed m, LocalDate today) {
        boolean first = store.put(m, today);
        if (first) {
            tell(m);
        }
        return first;
    }

    private void tell(InstalmentStore.Missed m) {
        CaseFile file = cases.byId(m.caseId());
        Actor by = Actor.system("案款系统", m.court());
        audit.record(
                by,
                m.court(),
                m.caseId(),
                new Act(
                        "INSTALMENT_MISSED",
                        "分期履行第%d期（%s到期）没有付清，差 %s 元"
                                .formatted(m.no(), m.dueOn(), m.missing().display()),
                        Map.of(
                                "plan", String.valueOf(m.plan()),
                                "no", String.valueOf(m.no()),
                                "missing", m.missing().toString())));
        Optional.ofNullable(file.officer())
                .flatMap(staff::find)
                .ifPresent(officer -> messages.sendByDay(new Sms(
                        "instalment:%d:%d:officer".formatted(m.plan(), m.no()),
                        m.caseId(),
                        m.court(),
                        officer.name(),
                        officer.phone(),
                        "%s：分期第%d期（%s到期）没有付清，请核实并告知申请执行人可以申请恢复执行。"
                                .formatted(file.number().text(), m.no(), m.dueOn()))));
        for (CaseParty applicant : file.applicants()) {
            parties.phone(applicant.id(), new Purpose(m.court(), m.caseId(), "短信告知分期没有按期履行"))
                    .ifPresent(phone -> messages.sendByDay(new Sms(
                            "instalment:%d:%d:%d"
                                    .formatted(m.plan(), m.no(), applicant.id().value()),
                            m.caseId(),
                            m.court(),
                            applicant.name(),
                            phone,
                            "%s：约定%s前付清的第%d期没有付清。您可以申请恢复执行，详情请登录当事人门户查看。"
                                    .formatted(file.number().text(), m.dueOn(), m.no()))));
        }
    }
}
