package cn.sunlit.livesealing;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.livesealing.LiveReportStore.Report;
import cn.sunlit.parties.PartyId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The debtor's reports on the use of what is controlled: handed in on the phone, reminded of before and missed after their day. */
@Service
public class LiveReports {

    /** What is taken as a voucher, and how much of it. */
    public static final Set<FileKind> VOUCHERS = Set.of(FileKind.PDF, FileKind.JPEG, FileKind.PNG);

    public static final int MEGABYTES = 5;

    private static final String SEAL = "livesealing.voucher";

    private final LiveReportStore store;
    private final Breaches breaches;
    private final Telling telling;
    private final Cases cases;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    LiveReports(
            LiveReportStore store,
            Breaches breaches,
            Telling telling,
            Cases cases,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.breaches = breaches;
        this.telling = telling;
        this.cases = cases;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** A report as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Handed(
            @Nullable Money income,
            @Nullable Money spent,
            String words,
            byte @Nullable [] sealed,
            @Nullable FileKind kind) {}

    /**
     * Hands in a report, by the debtor of the plan or who stands for it today.
     *
     * @param income as typed, in yuan
     * @param voucher a file, or null
     */
    @Transactional
    public void handIn(
            Actor by,
            CaseFile file,
            long report,
            @Nullable String income,
            @Nullable String spent,
            @Nullable String words,
            byte @Nullable [] voucher) {
        cases.allow(by, UseCase.READ_ASSETS, file);
        if (report <= 0) {
            throw new Problem.Invalid("report", "请指明要提交的是哪一份报告");
        }
        audit.hold(file.id());
        Report r = store.lock(report)
                .filter(x -> x.caseId().equals(file.id()) && by.standsFor(x.party()))
                .orElseThrow(() -> new Problem.NotFound("没有您应当提交的这份报告"));
        LocalDate today = LocalDate.now(clock);
        List<Problem.FieldError> wrong = new ArrayList<>();
        Money in = money(wrong, "income", income, "本段收入");
        Money out = money(wrong, "spent", spent, "本段支出");
        String text = "";
        FileKind kind = null;
        try {
            text = PlainText.required("words", words, 2000, "请写明使用、生产、销售的情况");
            kind = voucher == null || voucher.length == 0
                    ? null
                    : FileKind.judge("voucher", voucher, MEGABYTES, VOUCHERS);
        } catch (Problem.Invalid unfit) {
            wrong.addAll(unfit.errors());
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        switch (r.state()) {
            case "HANDED", "LATE" -> throw new Problem.Conflict("这一段的报告已经提交");
            case "DROPPED" -> throw new Problem.Conflict("方案已经终止或者变更，这一段不再需要报告");
            default -> {
                if (today.isBefore(r.to())) {
                    throw new Problem.Conflict("这一段到%s结束，结束之日起可以提交".formatted(r.to()));
                }
            }
        }
        boolean late = today.isAfter(r.dueOn());
        byte[] sealed = kind == null || voucher == null ? null : keys.encrypt(SEAL, voucher);
        store.handIn(r.id(), new Handed(in, out, text, sealed, kind), late, today, by.display());
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "LIVE_REPORT_HANDED_IN",
                        "%s提交%s至%s的使用报告%s".formatted(by.display(), r.from(), r.to(), late ? "（逾期）" : ""),
                        Map.of("report", Long.toString(r.id()), "livePlan", Long.toString(r.plan()))));
        telling.officer(file.id(), "被执行人提交了%s至%s的使用报告".formatted(r.from(), r.to()));
    }

    private static @Nullable Money money(
            List<Problem.FieldError> wrong, String field, @Nullable String typed, String label) {
        if (typed == null || typed.isBlank()) {
            wrong.add(new Problem.FieldError(field, "请填写" + label));
            return null;
        }
        try {
            Money sum = Money.parse(typed.strip().replace(",", "").replace("，", ""));
            if (sum.compareTo(Money.ZERO) < 0) {
                wrong.add(new Problem.FieldError(field, label + "不能小于零"));
            }
            return sum;
        } catch (Problem.Invalid | IllegalArgumentException notMoney) {
            wrong.add(new Problem.FieldError(field, label + "应写成数字，例如 20000 或者 20000.50"));
            return null;
        }
    }

    /** A voucher for whoever reads the case. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Voucher(byte[] content, FileKind kind) {}

    @Transactional(readOnly = true)
    public Voucher voucher(Actor by, CaseNumber number, long report) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        Report r = store.ofCase(file.id()).stream()
                .filter(x -> x.id() == report && x.voucher() != null)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("这份报告没有附凭证"));
        byte[] sealed = store.voucher(file.id(), report).orElseThrow();
        return new Voucher(keys.decrypt(SEAL, sealed), java.util.Objects.requireNonNull(r.voucher()));
    }

    List<Report> due() {
        LocalDate today = LocalDate.now(clock);
        return store.due(today, today.plusDays(ReportDays.REMINDED_BEFORE));
    }

    /** Reminds of a report or notes that it is missing, each in a transaction of its own. */
    @Transactional
    void remind(Report due) {
        audit.hold(due.caseId());
        LocalDate today = LocalDate.now(clock);
        CaseFile file = cases.byId(due.caseId());
        PartyId debtor = new PartyId(due.party());
        if (due.dueOn().isBefore(today)) {
            if (store.missing(due.id())) {
                telling.debtor(
                        file,
                        debtor,
                        due.debtor(),
                        "live-missing:" + due.id(),
                        "%s：您没有按期提交活封使用报告，方案可能因此终止，请立即在当事人门户提交。"
                                .formatted(file.number().text()));
                breaches.reportMissing(due, today);
            }
        } else if (store.reminded(due.id(), today)) {
            telling.debtor(
                    file,
                    debtor,
                    due.debtor(),
                    "live-report:" + due.id(),
                    "%s：请于%s前在当事人门户提交活封使用报告。".formatted(file.number().text(), due.dueOn()));
            audit.record(
                    Endings.robot(due.court()),
                    due.court(),
                    due.caseId(),
                    new Act(
                            "LIVE_REPORT_REMINDED",
                            "提醒%s于%s前提交使用报告".formatted(due.debtor(), due.dueOn()),
                            Map.of("report", Long.toString(due.id()))));
        }
    }
}
