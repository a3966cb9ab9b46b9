package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.statutes.AmountInWords;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The papers of money that lies still: the approval of a deferral, the notice of a deposit. A freeze has the other court's. */
@Component
class HoldPapers {

    private final Documents documents;

    HoldPapers(Documents documents) {
        this.documents = documents;
    }

    @Nullable
    Long issue(Actor by, CaseFile file, HoldStore.Hold h, String approver) {
        if (h.kind() == HoldKind.FROZEN) {
            return null;
        }
        Map<String, Object> fields = parties(file);
        fields.put("amount", h.amount().display());
        fields.put("amountInWords", AmountInWords.of(h.amount()));
        fields.put("ground", h.ground().zh());
        fields.put("law", h.ground().law());
        fields.put("words", h.words());
        fields.put("proposer", h.proposedName());
        fields.put("chief", h.firstName() == null ? approver : h.firstName());
        fields.put("approver", approver);
        fields.put(
                "rights",
                h.ground() == HoldGround.OUTSIDER_ABSENT
                        ? "案外人自提存之日起五年内可以随时领取。"
                        : "提存期间该款不分配、不发放；争议经裁判确定后，按裁判结果发放或者返还。");
        return documents
                .issue(
                        by,
                        file.court(),
                        file.id(),
                        file.number(),
                        h.kind() == HoldKind.DEFERRED ? Kind.DEFERRAL_APPROVAL : Kind.ESCROW_NOTICE,
                        fields)
                .id();
    }

    static Map<String, Object> parties(CaseFile file) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("applicants", file.applicants().stream().map(CaseParty::name).collect(Collectors.joining("、")));
        fields.put(
                "respondents", file.respondents().stream().map(CaseParty::name).collect(Collectors.joining("、")));
        return fields;
    }
}
