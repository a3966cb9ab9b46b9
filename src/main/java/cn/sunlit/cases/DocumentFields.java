package cn.sunlit.cases;

import cn.sunlit.identity.Courts;
import cn.sunlit.web.Show;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What every document of a case may name, under the names that the templates use. */
final class DocumentFields {

    private DocumentFields() {}

    static Map<String, Object> of(CaseFile file, Courts courts) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("courtName", courts.nameOf(file.court()));
        fields.put("caseNumber", file.number().text());
        fields.put("applicants", names(file.applicants()));
        fields.put("respondents", names(file.respondents()));
        fields.put("cause", file.cause() == null ? "执行" : file.cause());
        fields.put("title", file.title().inFull(courts));
        fields.put("receivedOn", Show.dateInWords(file.receivedOn()));
        fields.put("filedOn", Show.dateInWords(file.filedOn()));
        fields.put("claimed", Show.money(file.claimed()));
        return fields;
    }

    static String names(List<CaseParty> parties) {
        return parties.isEmpty()
                ? "（未载明）"
                : parties.stream().map(CaseParty::name).collect(Collectors.joining("、"));
    }
}
