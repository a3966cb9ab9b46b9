package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an officer proposes, as it is written.
 *
 * @param measureId the control under which the thing stays in use
 * @param monthly how much may be paid a month in all, for an account
 * @param floor what must be left in the account
 * @param opinionHow how the applicant was asked
 */
@Schema(
        example =
                "{\"measureId\":1,\"scope\":\"ACCOUNT\",\"purpose\":\"维持养殖\",\"uses\":[\"FEED\",\"WAGES\"],\"keeper\":\"BANK\","
                        + "\"monthly\":\"60000.00\",\"floor\":\"20000.00\",\"from\":\"2026-11-24\",\"to\":\"2027-05-23\",\"supervisor\":\"某乡镇司法所\","
                        + "\"frequency\":\"MONTHLY\",\"opinion\":\"AGREES\",\"opinionHow\":\"电话询问并记入笔录\",\"opinionOn\":\"2026-11-23\","
                        + "\"reviewOn\":\"2027-01-24\",\"breachRule\":\"CONFIRMED\",\"payees\":[{\"name\":\"某饲料公司\",\"account\":\"6299990000001\",\"use\":\"FEED\",\"monthly\":\"40000.00\"}]}")
public record PlanDraft(
        @Nullable Long measureId,
        @Nullable Scope scope,
        @Nullable String purpose,
        @Nullable List<Use> uses,
        Terms.@Nullable Keeper keeper,
        @Nullable String valueNote,
        @Nullable String saleTerms,
        @Nullable Money monthly,
        @Nullable Money floor,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String supervisor,
        Terms.@Nullable Frequency frequency,
        Terms.@Nullable Opinion opinion,
        @Nullable String opinionHow,
        @Nullable LocalDate opinionOn,
        @Nullable LocalDate reviewOn,
        Terms.@Nullable BreachRule breachRule,
        @Nullable List<Payee> payees) {

    static final int MOST_PAYEES = 100;

    /** Whom the bank may pay, for what and how much a month. */
    public record Payee(
            @Nullable String name,
            @Nullable String account,
            @Nullable Use use,
            @Nullable Money monthly) {}

    /** The draft as it can be decided on. */
    record Read(long measure, Terms terms, List<Line> payees) {
        Read {
            payees = List.copyOf(payees);
        }
    }

    /** @param account in clear, without blanks */
    record Line(String name, String account, Use use, Money monthly) {
        @Override
        public String toString() {
            return name + " " + use + " " + monthly;
        }
    }

    /** @throws Problem.Invalid naming every field that is wrong */
    Read read() {
        List<Problem.FieldError> wrong = new ArrayList<>();
        Long measure = given(wrong, "measureId", measureId, "请指明控制措施");
        Scope what = given(wrong, "scope", scope, "请指明活封的财产类别");
        List<Use> allowed = uses == null ? List.of() : List.copyOf(EnumSet.copyOf(orNone(uses)));
        if (allowed.isEmpty()) {
            wrong.add(new Problem.FieldError("uses", "请至少选择一项准许的用途"));
        }
        String why = text(wrong, () -> PlainText.required("purpose", purpose, 500, "请写明活封的目的"));
        String note = optional(wrong, () -> PlainText.optional("valueNote", valueNote, 500));
        String sale = optional(wrong, () -> PlainText.optional("saleTerms", saleTerms, 500));
        String who = text(wrong, () -> PlainText.required("supervisor", supervisor, 100, "请写明监督人"));
        String how = text(wrong, () -> PlainText.required("opinionHow", opinionHow, 300, "请写明怎样征询申请执行人的意见"));
        LocalDate begin = given(wrong, "from", from, "请填写开始日期");
        LocalDate end = given(wrong, "to", to, "请填写结束日期");
        LocalDate heard = given(wrong, "opinionOn", opinionOn, "请填写征询意见的日期");
        LocalDate review = given(wrong, "reviewOn", reviewOn, "请填写复核日期");
        if (begin != null && end != null && end.isBefore(begin)) {
            wrong.add(new Problem.FieldError("to", "结束日期不能早于开始日期"));
        }
        if (begin != null && end != null && end.isAfter(begin.plusYears(3))) {
            wrong.add(new Problem.FieldError("to", "活封期限最长三年"));
        }
        if (review != null && begin != null && end != null && (review.isBefore(begin) || review.isAfter(end))) {
            wrong.add(new Problem.FieldError("reviewOn", "复核日期应当在活封期限之内"));
        }
        if (monthly != null && !monthly.isPositive()) {
            wrong.add(new Problem.FieldError("monthly", "每月总额应当大于零"));
        }
        if (floor != null && floor.compareTo(Money.ZERO) < 0) {
            wrong.add(new Problem.FieldError("floor", "余额下限不能小于零"));
        }
        Terms.Keeper hands = given(wrong, "keeper", keeper, "请指明保管人");
        Terms.Frequency often = given(wrong, "frequency", frequency, "请选择报告的频率");
        Terms.Opinion said = given(wrong, "opinion", opinion, "请选择申请执行人的意见");
        Terms.BreachRule rule = given(wrong, "breachRule", breachRule, "请选择违反方案的后果");
        List<Line> lines = lines(wrong);
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return new Read(
                Objects.requireNonNull(measure),
                new Terms(
                        Objects.requireNonNull(what),
                        why,
                        allowed,
                        Objects.requireNonNull(hands),
                        note,
                        sale,
                        monthly,
                        floor,
                        Objects.requireNonNull(begin),
                        Objects.requireNonNull(end),
                        who,
                        Objects.requireNonNull(often),
                        Objects.requireNonNull(said),
                        how,
                        Objects.requireNonNull(heard),
                        Objects.requireNonNull(review),
                        Objects.requireNonNull(rule)),
                lines);
    }

    /** EnumSet takes no empty collection that is no set. */
    private static EnumSet<Use> orNone(List<Use> uses) {
        EnumSet<Use> set = EnumSet.noneOf(Use.class);
        uses.stream().filter(Objects::nonNull).forEach(set::add);
        return set;
    }

    private List<Line> lines(List<Problem.FieldError> wrong) {
        List<Line> lines = new ArrayList<>();
        if (payees == null) {
            return lines;
        }
        if (payees.size() > MOST_PAYEES) {
            wrong.add(new Problem.FieldError("payees", "收款人最多%d行".formatted(MOST_PAYEES)));
            return lines;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < payees.size(); i++) {
            Payee p = payees.get(i);
            String at = "第%d行收款人".formatted(i + 1);
            if (p == null || p.name() == null || p.name().isBlank() || p.use() == null) {
                wrong.add(new Problem.FieldError("payees", at + "缺少户名或者用途"));
                continue;
            }
            String account = plainAccount(p.account());
            if (account == null) {
                wrong.add(new Problem.FieldError("payees", at + "的账号应为6至40位数字、字母或者短横"));
                continue;
            }
            if (p.monthly() == null || !p.monthly().isPositive()) {
                wrong.add(new Problem.FieldError("payees", at + "的每月限额应当大于零"));
                continue;
            }
            if (!seen.add(account + p.use())) {
                wrong.add(new Problem.FieldError("payees", at + "与前面的行账号、用途相同"));
                continue;
            }
            String name = text(wrong, () -> PlainText.required("payees", p.name(), 100, at + "缺少户名"));
            lines.add(new Line(name, account, p.use(), p.monthly()));
        }
        return lines;
    }

    /** An account number in one spelling, null when it can be none: 6.22E+18 is what a spreadsheet left of one. */
    static @Nullable String plainAccount(@Nullable String account) {
        String plain = account == null ? "" : account.replaceAll("\\s", "");
        return plain.matches("[0-9A-Za-z-]{6,40}") ? plain : null;
    }

    private static <T> @Nullable T given(
            List<Problem.FieldError> wrong, String field, @Nullable T value, String missing) {
        if (value == null) {
            wrong.add(new Problem.FieldError(field, missing));
        }
        return value;
    }

    private static String text(List<Problem.FieldError> wrong, Supplier<String> read) {
        try {
            return read.get();
        } catch (Problem.Invalid unfit) {
            wrong.addAll(unfit.errors());
            return "";
        }
    }

    private static @Nullable String optional(List<Problem.FieldError> wrong, Supplier<@Nullable String> read) {
        try {
            return read.get();
        } catch (Problem.Invalid unfit) {
            wrong.addAll(unfit.errors());
            return null;
        }
    }
}
