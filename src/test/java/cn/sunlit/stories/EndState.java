package cn.sunlit.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a story left behind at the court, the bank, the institutions and the parties' phones, in words that can be compared. */
final class EndState {

    private EndState() {}

    static Map<String, List<String>> of(PaperToMoney story) {
        CourtHttp court = story.court;
        // What waits to go with others has gone.
        court.advance("PT15M");
        Map<String, List<String>> state = new TreeMap<>();
        state.put(
                "cases",
                lines(
                        court.get("/api/cases?court=" + CourtHttp.segment("鄂1125"), "director")
                                .expect(200)
                                .json(),
                        "number",
                        "stage"));
        state.put("nodes", lines(story.nodes(), "code", "state", "dueOn", "doneOn", "times"));
        // Without their days: who was asked when the program died answers the question put again, and the story's clock
        // may have passed midnight meanwhile.
        state.put(
                "documents",
                lines(court.get(story.at("/documents"), "judge").expect(200).json(), "kind", "number"));
        state.put("measures", lines(story.assets(), "kind", "state", "amount", "actual"));
        state.put("sanctions", lines(story.sanctions(), "kind", "state", "approvedBy", "withdrawnOn"));
        JsonNode funds = story.funds();
        state.put(
                "sums",
                List.of(funds.path("received") + " " + funds.path("paid") + " " + funds.path("fee") + " "
                        + funds.path("held") + " " + funds.path("balance")));
        state.put("movements", lines(funds.path("movements"), "kind", "text", "amount", "direction", "on"));
        state.put("distributions", lines(funds.path("distributions"), "state", "total", "proposedBy", "approvedBy"));
        JsonNode ledger = court.get("/sandbox/bank/ledger", "").expect(200).json();
        state.put("bank", lines(ledger.path("movements"), "direction", "amount", "counterparty"));
        state.put("bank orders", lines(ledger.path("orders"), "endToEnd", "status", "amount", "payee"));
        state.put(
                "holdings",
                lines(court.get("/sandbox/holdings", "").expect(200).json(), "institution", "account", "balance"));
        state.put(
                "messages", told(court.get("/sandbox/messages", "").expect(200).json()));
        // How often a phone number was used depends on which SMS went together.
        state.put(
                "acts",
                lines(court.get(story.at("/proofs"), "judge").expect(200).json().path("proofs"), "type", "summary")
                        .stream()
                        .filter(act -> !act.startsWith("PERSONAL_DATA_USED"))
                        .toList());
        state.put(
                "suspense",
                lines(court.get("/api/bank/suspense", "cashier").expect(200).json(), "amount"));
        return state;
    }

    /** One line for each change that a phone was told of: which of them went together depends on when the clock moved. */
    private static List<String> told(JsonNode messages) {
        List<String> all = new ArrayList<>();
        for (JsonNode message : messages) {
            String phone = message.path("phone").asString();
            String text = message.path("text").asString();
            if (text.startsWith("【") && text.endsWith("查看。")) {
                for (String change : text.substring(text.indexOf('：') + 1, text.lastIndexOf("。告知清单"))
                        .split("；")) {
                    all.add(phone + " | " + change);
                }
            } else {
                all.add(phone + " | " + text);
            }
        }
        all.sort(null);
        return all;
    }

    /** One line for each object that has the first two fields, however deep, in an order of its own. */
    private static List<String> lines(JsonNode root, String... fields) {
        List<String> lines = new ArrayList<>();
        collect(root, lines, fields);
        // Among officers with equally many cases the court draws; the draw is not part of the story.
        lines.replaceAll(line -> line.replaceAll("由\\S{1,4}承办（", "由某人承办（"));
        // PostgreSQL sets numbers of a sequence ahead when it recovers: a voucher keeps its place, not its number.
        lines.replaceAll(line -> line.replaceAll("PZ-\\d+", "PZ-…"));
        // Delisting and release follow from the same payment; which of them takes the next number is not part of the
        // story.
        lines.replaceAll(line -> line.replaceAll("号之[一二三四五六七八九十]+", "号之…"));
        lines.sort(null);
        return lines;
    }

    private static void collect(JsonNode node, List<String> lines, String... fields) {
        if (node.isObject() && node.has(fields[0]) && (fields.length == 1 || node.has(fields[1]))) {
            StringBuilder line = new StringBuilder();
            for (String field : fields) {
                line.append(node.path(field).asString("")).append(" | ");
            }
            lines.add(line.toString());
        }
        node.forEach(child -> collect(child, lines, fields));
    }
}
