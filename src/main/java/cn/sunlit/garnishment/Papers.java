package cn.sunlit.garnishment;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.funds.Funds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the documents of this module have in common, and the receipts that they bring in. */
final class Papers {

    private Papers() {}

    static Map<String, Object> parties(CaseFile file) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("applicant", names(file.applicants()));
        fields.put("respondent", names(file.respondents()));
        return fields;
    }

    private static String names(List<CaseParty> parties) {
        return parties.isEmpty()
                ? "（未载明）"
                : String.join("、", parties.stream().map(CaseParty::name).toList());
    }

    static Evidence evidence(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    /** Money that came in and is identified as the case's. */
    record Receipt(String voucher, Money amount, LocalDate on) {}

    /** @throws Problem.Invalid when the case has no such receipt */
    static Receipt receipt(Funds funds, CaseId id, @Nullable String voucher) {
        return receipts(funds, id).stream()
                .filter(r -> r.voucher().equals(voucher))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("voucher", "请选择本案已到账的款项"));
    }

    static List<Receipt> receipts(Funds funds, CaseId id) {
        return funds.view(id).movements().stream()
                .filter(m -> m.direction().equals("IN"))
                .map(m -> new Receipt(m.voucher(), m.amount(), m.on()))
                .toList();
    }
}
