package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.Law;
import cn.sunlit.property.OverControl.Meter;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The notices of the guardian and of the meter to the parties. */
@Component
class GuardianPapers {

    private final Documents documents;

    GuardianPapers(Documents documents) {
        this.documents = documents;
    }

    /** Tells a debtor that more is held than may be. */
    Document overControl(Actor by, CaseFile file, Meter meter, LocalDate today) {
        Map<String, Object> fields = Papers.parties(file);
        fields.put("from", Show.dateInWords(today));
        fields.put("held", Show.money(meter.held()));
        fields.put("ceiling", Show.money(meter.ceiling()));
        fields.put("excess", Show.money(meter.excess()));
        fields.put(
                "assets",
                meter.lines().stream()
                        .filter(l -> l.counted().isPositive())
                        .map(l -> "%s：%s（%s）".formatted(l.item().title(), Show.money(l.counted()), l.note()))
                        .collect(Collectors.joining("\n")));
        return documents.issue(by, file.court(), file.id(), file.number(), Kind.OVER_CONTROL_NOTICE, fields);
    }

    /** Tells those who applied for a preservation until when it holds. */
    @Law(
            id = "XF-07",
            statute = "财产保全",
            edition = "2021-01-01",
            article = 18,
            text = "人民法院进行财产保全时，应当书面告知申请保全人明确的保全期限届满日以及前款有关申请续行保全的事项。")
    Document endOfPreservation(Actor by, CaseFile file, String asset, LocalDate end, LocalDate today) {
        Map<String, Object> fields = Papers.parties(file);
        fields.put("assets", asset);
        fields.put("to", Show.dateInWords(end));
        fields.put("from", Show.dateInWords(GuardianRules.lastDayToApply(end)));
        Document notice =
                documents.issue(by, file.court(), file.id(), file.number(), Kind.PRESERVATION_TERM_NOTICE, fields);
        for (CaseParty p : file.applicants()) {
            served(by, notice, p, today);
        }
        return notice;
    }

    void served(Actor by, Document document, CaseParty on, LocalDate today) {
        documents.served(by, document.id(), on.id().value(), on.name(), "电子送达", today);
    }
}
