package cn.sunlit.livesealing;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.livesealing.Terms.Keeper;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a plan may be proposed and approved; facts in, every refusal with its article out. */
final class PlanRules {

    private static final String SEIZURE_10 = StatuteBook.cite("查封扣押冻结", "2021-01-01", 10);

    private PlanRules() {}

    /**
     * @param payees the plan's lines
     * @param debtor the respondent's name
     * @param inherited whether the control was taken over from preservation
     * @param actual what the bank really holds, for an account
     */
    record Facts(
            Terms terms,
            List<Payee> payees,
            String debtor,
            String controlState,
            @Nullable LocalDate controlUntil,
            boolean inherited,
            boolean releaseUnderWay,
            @Nullable Money actual,
            boolean online,
            boolean running,
            LocalDate today) {

        Facts {
            payees = List.copyOf(payees);
        }

        boolean isAccount() {
            return terms.scope() == Scope.ACCOUNT;
        }
    }

    /** A payee of the plan, for the rules. */
    record Payee(String name, Use use, Money monthly) {}

    static List<Refusal> refusals(Facts f) {
        return Stream.concat(
                        Stream.of(
                                controlStands(f),
                                withinTheControl(f),
                                valueKept(f),
                                keptByTheDebtor(f),
                                saleWatched(f),
                                applicantHeard(f),
                                daysFit(f)),
                        Stream.of(payeesNamed(f), sumsFit(f), notToTheDebtor(f), usesFit(f)))
                .filter(Objects::nonNull)
                .toList();
    }

    @Practice(id = "HF-01", text = "活封方案只能针对生效中（第一顺位）的控制措施拟定，且案件在办、没有正在解除")
    private static @Nullable Refusal controlStands(Facts f) {
        boolean stands = f.controlState().equals("EFFECTIVE") && !f.releaseUnderWay() && f.running();
        return stands ? null : new Refusal("HF-01", "", "控制措施不在生效中（轮候、已解除、正在解除）或者案件已不在办，不能拟定活封方案");
    }

    @Law(
            id = "HF-02",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 27,
            text = "查封、扣押、冻结期限届满，人民法院未办理延期手续的，查封、扣押、冻结的效力消灭。")
    private static @Nullable Refusal withinTheControl(Facts f) {
        LocalDate until = f.controlUntil();
        return until != null && f.terms().to().isAfter(until)
                ? new Refusal(
                        "HF-02",
                        StatuteBook.cite("查封扣押冻结", "2021-01-01", 27),
                        "活封期限不能晚于控制期限（至%s），控制期限续行后可以变更方案".formatted(until))
                : null;
    }

    @Law(
            id = "HF-03",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 10,
            text = "由人民法院指定被执行人保管的财产，如果继续使用对该财产的价值无重大影响，可以允许被执行人继续使用；")
    private static @Nullable Refusal valueKept(Facts f) {
        boolean missing = !f.isAccount()
                && f.terms().keeper() == Keeper.DEBTOR
                && f.terms().valueNote() == null
                && !mustBeAllowed(f);
        return missing ? new Refusal("HF-03", SEIZURE_10, "应当写明继续使用对该财产的价值无重大影响的理由") : null;
    }

    @Law(
            id = "HF-04",
            statute = "查封扣押冻结",
            edition = "2021-01-01",
            article = 10,
            text = "由人民法院保管或者委托第三人、申请执行人保管的，保管人不得使用。")
    private static @Nullable Refusal keptByTheDebtor(Facts f) {
        Keeper keeper = f.terms().keeper();
        return !f.isAccount() && keeper != Keeper.DEBTOR
                ? new Refusal("HF-04", SEIZURE_10, "该财产由%s保管，保管人不得使用；准许使用的，应当先指定被执行人保管".formatted(keeper.zh()))
                : null;
    }

    /** Not the officer's choice: what was preserved as means of production and left with the debtor stays in use. */
    @Law(
            id = "HF-05",
            statute = "财产保全",
            edition = "2021-01-01",
            article = 13,
            text = "人民法院对厂房、机器设备等生产经营性财产进行保全时，指定被保全人保管的，应当允许其继续使用。")
    static boolean mustBeAllowed(Facts f) {
        Scope scope = f.terms().scope();
        return f.inherited()
                && f.terms().keeper() == Keeper.DEBTOR
                && (scope == Scope.EQUIPMENT || scope == Scope.PLANT);
    }

    @Law(
            id = "HF-06",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 33,
            text = "被执行人申请对人民法院查封的财产自行变卖的，人民法院可以准许，但应当监督其按照合理价格在指定的期限内进行，并控制变卖的价款。")
    private static @Nullable Refusal saleWatched(Facts f) {
        return f.terms().uses().contains(Use.SALE) && f.terms().saleTerms() == null
                ? new Refusal("HF-06", StatuteBook.cite("执行工作若干规定", "2021-01-01", 33), "准许销售的，应当写明最低价格、期限和价款交到哪里")
                : null;
    }

    @Practice(id = "HF-07", text = "活封方案审批前应当征询申请执行人的意见并记明方式和日期；申请执行人不同意的，批准人应当写明理由")
    private static @Nullable Refusal applicantHeard(Facts f) {
        return f.terms().opinionOn().isAfter(f.today()) ? new Refusal("HF-07", "", "征询申请执行人意见的日期不能在将来；应当先征询再提请") : null;
    }

    @Practice(id = "HF-08", text = "活封方案应当在期限内安排复核，复核日距开始不超过三个月；产品默认值")
    private static @Nullable Refusal daysFit(Facts f) {
        Terms t = f.terms();
        boolean review = !t.reviewOn().isBefore(t.from())
                && !t.reviewOn().isAfter(t.to())
                && !t.reviewOn().isAfter(t.from().plusMonths(3));
        return review && !t.to().isBefore(f.today())
                ? null
                : new Refusal("HF-08", "", "复核日应当在活封期限之内，距开始不超过三个月，期限不能已经过去");
    }

    @Practice(id = "HF-09", text = "账户活封应当载明收款人、每月总额和余额下限，并由能够在线办理协助的银行办理")
    private static @Nullable Refusal payeesNamed(Facts f) {
        if (!f.isAccount()) {
            return f.payees().isEmpty() ? null : new Refusal("HF-09", "", "只有账户的活封方案可以载明收款人");
        }
        boolean complete = !f.payees().isEmpty()
                && f.terms().monthly() != null
                && f.terms().floor() != null
                && f.terms().keeper() == Keeper.BANK;
        return complete && f.online() ? null : new Refusal("HF-09", "", "账户活封应当载明收款人、每月总额和余额下限，由开户银行保管并能在线协助");
    }

    @Practice(id = "HF-10", text = "每名收款人的限额不超过每月总额；余额下限不高于银行实际冻结的数额")
    private static @Nullable Refusal sumsFit(Facts f) {
        Money monthly = f.terms().monthly();
        Money floor = f.terms().floor();
        Money actual = f.actual();
        boolean over =
                monthly != null && f.payees().stream().anyMatch(p -> p.monthly().compareTo(monthly) > 0);
        boolean high = floor != null && actual != null && floor.compareTo(actual) > 0;
        return over || high ? new Refusal("HF-10", "", "每名收款人的限额不能超过每月总额，余额下限不能高于实际冻结的数额") : null;
    }

    @Practice(id = "HF-11", text = "活封资金不得付给被执行人自己")
    private static @Nullable Refusal notToTheDebtor(Facts f) {
        String debtor = AllowanceRules.plain(f.debtor());
        return f.payees().stream().anyMatch(p -> AllowanceRules.plain(p.name()).equals(debtor))
                ? new Refusal("HF-11", "", "收款人不能是被执行人自己")
                : null;
    }

    @Practice(id = "HF-12", text = "收款人的用途应当在方案准许的用途之内")
    private static @Nullable Refusal usesFit(Facts f) {
        return f.payees().stream().allMatch(p -> f.terms().uses().contains(p.use()))
                ? null
                : new Refusal("HF-12", "", "收款人的用途应当在方案准许的用途之内");
    }
}
