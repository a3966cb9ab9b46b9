package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.AmountInWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a distribution's documents and record say of it. A list of thousands is named by its number, sum and digest. */
final class DistributionPaper {

    /** More are a list that nobody reads on paper. */
    private static final int MOST = 30;

    private DistributionPaper() {}

    static String summary(List<PaymentStore.Line> lines) {
        return joined(lines, "；", l -> "%s %s 元".formatted(l.payee(), l.amount().display()));
    }

    private static String joined(
            List<PaymentStore.Line> lines, String between, Function<PaymentStore.Line, String> words) {
        String first = lines.stream().limit(MOST).map(words).collect(Collectors.joining(between));
        List<PaymentStore.Line> rest = lines.subList(Math.min(MOST, lines.size()), lines.size());
        return rest.isEmpty()
                ? first
                : "%s%s其余%d名收款人共 %s 元，见发放名单"
                        .formatted(
                                first,
                                between,
                                rest.size(),
                                Money.sum(rest.stream()
                                                .map(PaymentStore.Line::amount)
                                                .toList())
                                        .display());
    }

    static Map<String, String> facts(long id, List<PaymentStore.Line> lines, @Nullable String listSha256) {
        Map<String, String> facts = new HashMap<>();
        facts.put("distribution", String.valueOf(id));
        facts.put("lines", summary(lines));
        if (listSha256 != null) {
            facts.put("listSha256", listSha256);
        }
        return facts;
    }

    static Map<String, Object> fields(
            CaseFile file, Settlement s, List<PaymentStore.Line> lines, Money total, @Nullable String listSha256) {
        Map<String, Object> fields = new HashMap<>();
        String applicants = file.applicants().stream().map(CaseParty::name).collect(Collectors.joining("、"));
        String respondents = file.respondents().stream().map(CaseParty::name).collect(Collectors.joining("、"));
        fields.put("applicant", applicants);
        fields.put("applicants", applicants);
        fields.put("respondent", respondents);
        fields.put("respondents", respondents);
        fields.put("amount", total.display());
        fields.put("total", total.display());
        fields.put("amountInWords", AmountInWords.of(total));
        fields.put("received", s.received().display());
        fields.put("fee", s.fee().display());
        fields.put("proceeds", s.received().display());
        fields.put("costs", s.fee().display());
        String payees = joined(lines, "\n", DistributionPaper::line);
        fields.put("lines", listSha256 == null ? payees : payees + "\n发放名单文件 SHA-256：" + listSha256);
        fields.put("payees", fields.get("lines"));
        List<PaymentStore.Line> paid =
                lines.stream().filter(PaymentStore.Line::isPayment).toList();
        fields.put("payee", joined(paid, "、", PaymentStore.Line::payee));
        fields.put("account", joined(paid, "、", l -> l.bank() + " " + l.masked()));
        fields.put(
                "reasons",
                s.explanations().stream()
                        .map(e -> e.law().isEmpty() ? e.text() : e.text() + "（" + e.law() + "）")
                        .collect(Collectors.joining("\n")));
        fields.put("basis", fields.get("reasons"));
        return fields;
    }

    private static String line(PaymentStore.Line l) {
        return l.isCreditor()
                ? "%s：%s 元（其中费用 %s 元，利息 %s 元，本金 %s 元，加倍部分债务利息 %s 元），收款账户：%s %s"
                        .formatted(
                                l.payee(),
                                l.amount().display(),
                                l.toCosts().display(),
                                l.toInterest().display(),
                                l.toPrincipal().display(),
                                l.toDouble().display(),
                                l.bank(),
                                l.masked())
                : "%s：%s 元".formatted(l.payee(), l.amount().display());
    }
}
