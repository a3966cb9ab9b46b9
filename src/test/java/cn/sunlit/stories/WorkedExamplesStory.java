package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 每个算例在案件里走一遍：立案、银行到账，案款接口和案款页面给出同样的数额和算法。 */
@SunlitTest(shared = "stories")
class WorkedExamplesStory {

    @LocalServerPort
    private int port;

    private CourtHttp court;

    private record Example(
            String id,
            String principal,
            String due,
            String interest,
            List<String> receipts,
            List<String> figures,
            List<String> sentences) {

        static Example of(String line) {
            String[] part = line.split("\\|");
            return new Example(
                    part[0].strip(),
                    part[1].strip(),
                    part[2].strip(),
                    part[3].strip(),
                    List.of(part[4].strip().split(",\\s*")),
                    List.of(part[5].strip().split("\\s+")),
                    List.of(part[6].strip().split(";\\s*")));
        }
    }

    @Test
    void 算例在案件的接口和页面上分文不差_并说明算法和条文() throws IOException {
        court = new CourtHttp("http://127.0.0.1:" + port);
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(19);
        List<String> numbers = examples.stream().map(this::filed).toList();
        pay(examples, numbers);
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < examples.size(); i++) {
            Example e = examples.get(i);
            JsonNode settlement = settlement(numbers.get(i));
            String page = judge.get("/cases/" + CourtHttp.segment(numbers.get(i)) + "/funds")
                    .text();
            for (String figure : e.figures()) {
                String[] wanted = figure.split("=");
                JsonNode found = settlement;
                for (String step : wanted[0].split("\\.")) {
                    found = step.matches("\\d") ? found.path(Integer.parseInt(step)) : found.path(step);
                }
                all.assertThat(found.asString()).as(e.id() + " " + wanted[0]).isEqualTo(wanted[1]);
                all.assertThat(page)
                        .as(e.id() + " " + wanted[0] + " on the page")
                        .contains("%,.2f".formatted(new BigDecimal(wanted[1])));
            }
            for (String sentence : e.sentences()) {
                JsonNode why = explanation(settlement, sentence);
                all.assertThat(why.path("law").asString())
                        .as("%s: %s in %s", e.id(), sentence, settlement.path("explanations"))
                        .isNotBlank();
                all.assertThat(page)
                        .as(e.id() + " on the page")
                        .contains(sentence)
                        .contains(why.path("law").asString());
            }
        }
        all.assertAll();
    }

    /** DBL-06、DBL-07：履行期届满后150日还清，其中30日中止执行。 */
    @Test
    void 审查生效法律文书而中止的日子不计加倍部分_被执行人申请的照计() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        LocalDate today = today();
        List<Example> two = Stream.of("DBL-06", "DBL-07")
                .map(id -> new Example(
                        id,
                        "1000000",
                        today.minusDays(121).toString(),
                        "",
                        List.of(today.plusDays(29) + " 1100000.00"),
                        List.of(),
                        List.of()))
                .toList();
        List<String> numbers = two.stream().map(this::filed).toList();
        stay(numbers.get(0), "TITLE_REVIEW");
        stay(numbers.get(1), "STAY");
        pay(two, numbers);
        JsonNode reviewed = settlement(numbers.get(0));
        assertThat(reviewed.path("receipts").get(0).path("toDouble").asString()).isEqualTo("21000.00");
        assertThat(explanation(reviewed, "中止或者暂缓执行30天，不计加倍部分").path("law").asString())
                .contains("第三条");
        assertThat(explanation(reviewed, "共120天，1,000,000.00元×日万分之一点七五×120天＝21,000.00元")
                        .path("law")
                        .asString())
                .contains("第一条");
        JsonNode asked = settlement(numbers.get(1));
        assertThat(asked.path("receipts").get(0).path("toDouble").asString()).isEqualTo("26250.00");
        assertThat(explanation(asked, "共150天").path("law").asString()).contains("第一条");
    }

    private void stay(String number, String ground) {
        String periods = CourtHttp.caseAt(number) + "/periods";
        long entry = court.post(
                        periods,
                        "judge",
                        Map.of(
                                "kind", "SUSPENSION",
                                "ground", ground,
                                "from", today().toString(),
                                "reason", "裁定中止执行",
                                "documentTitle", "执行裁定书",
                                "documentNumber", "（2026）鄂1125执裁9号"))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        court.post(periods + "/" + entry + "/approve", "leader", "{}").expect(200);
    }

    private JsonNode settlement(String number) {
        return court.get(CourtHttp.caseAt(number) + "/funds", "judge")
                .expect(200)
                .json()
                .path("settlement");
    }

    /** 立案案件的债权是第2项，执行费是第1项；“-1”是不收执行费的，“2:SECURED”是本案债权优先。 */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            DST-01 | 1000000 | 500000 |           | COST 评估机构 6000, SECURED 抵押权人 400000, ORDINARY 乙 300000, ORDINARY 丙 123456.78 | 12400.00 6000.00 400000.00 314903.75 188942.25 77754.00 | 0.00
            DST-03 | 100     | 1      | -1        | ORDINARY 乙 1, ORDINARY 丙 1                                                        | 1.00 1.00 1.00 | 97.00
            DST-04 | 500000  | 100000 |           | SECURED 优先债权人 600000                                                           | 7400.00 492600.00 0.00 | 0.00
            DST-07 | 100000  | 60000  | -1        | MEDICAL 伤者 30000, RESTITUTION 被害人 50000, FINE 国库 20000                        | 30000.00 50000.00 20000.00 0.00 | 0.00
            DST-09 | 180000  | 100000 | -1 SECURED | ORDINARY! 首先查封的债权人 200000                                                  | 100000.00 80000.00 | 0.00
            """)
    void 分配的算例在方案的页面和接口上(
            String id, String pool, String claim, String changed, String others, String shares, String refund) {
        court = new CourtHttp("http://127.0.0.1:" + port);
        String today = today().toString();
        Example host = new Example(id, claim, "2027-12-31", "", List.of(today + " " + pool), List.of(), List.of());
        String number = filed(host);
        pay(List.of(host), List.of(number));
        Browser judge = new Browser(port);
        judge.signIn("judge", "demo");
        String at = "/cases/" + CourtHttp.segment(number) + "/distribution-plan";
        judge.post(
                at,
                Map.of(
                        "debtorKind", "CITIZEN",
                        "rule", "PROPORTIONAL",
                        "pool", pool,
                        "asOf", today,
                        "source", "拍卖所得",
                        "hosting", "本院首先查封"));
        String plan = at + "/" + plan(number).path("id").asLong();
        for (String other : others.split(",\\s*")) {
            String[] part = other.split(" ");
            judge.post(
                    plan + "/claims",
                    Map.of(
                            "rank",
                            part[0].replace("!", ""),
                            "adjudicated",
                            part[0].endsWith("!") ? "no" : "yes",
                            "creditor",
                            part[1],
                            "principal",
                            part[2],
                            "basis",
                            "生效法律文书或者登记证明",
                            "since",
                            "2024-05-06",
                            "appliedOn",
                            today));
        }
        if (changed != null) {
            Map<String, String> form = new HashMap<>(Map.of("out-1", "yes", "because", "本例没有执行费"));
            if (changed.contains("SECURED")) {
                form.putAll(Map.of("rank-2", "SECURED", "since-2", "2024-05-06"));
            }
            judge.post(plan + "/changes", form);
        }
        JsonNode drawn = plan(number);
        String page = judge.get(at).text();
        List<String> got = new ArrayList<>();
        for (JsonNode line : drawn.path("lines")) {
            String share = line.path("share").asString();
            got.add(share);
            assertThat(page)
                    .as(id + " on the page")
                    .contains("<b>%,.2f</b>".formatted(new BigDecimal(share)))
                    .contains(line.path("creditor").asString());
            for (JsonNode why : line.path("explanations")) {
                assertThat(page).contains(why.path("text").asString());
                assertThat(why.path("law").asString()).isNotBlank();
            }
            assertThat(line.path("explanations")).as(line.toString()).isNotEmpty();
        }
        assertThat(String.join(" ", got)).as(page).isEqualTo(shares);
        assertThat(drawn.path("refund").asString()).isEqualTo(refund);
        if (id.equals("DST-09")) {
            assertThat(page).contains("预留 80,000.00");
        }
    }

    private JsonNode plan(String number) {
        return court.get(CourtHttp.caseAt(number) + "/distribution-plan", "judge")
                .expect(200)
                .json()
                .path(0);
    }

    private static JsonNode explanation(JsonNode settlement, String sentence) {
        for (JsonNode each : settlement.path("explanations")) {
            if (each.path("text").asString().contains(sentence)) {
                return each;
            }
        }
        return settlement.path("none");
    }

    private static List<Example> examples() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(WorkedExamplesStory.class.getResourceAsStream("worked-examples.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(Example::of)
                    .toList();
        }
    }

    private String filed(Example e) {
        String interest = "";
        if (!e.interest().isEmpty()) {
            String[] part = e.interest().split(" ");
            interest = ",\"interest\":{\"rate\":{\"kind\":\"%s\",\"%s\":\"%s\"},\"from\":\"%s\"}"
                    .formatted(part[0], part[0].equals("FIXED") ? "percent" : "multiple", part[1], part[2]);
        }
        return court.post(
                        "/api/cases",
                        "filing",
                        """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2014）鄂1125民初70%s号","court":"鄂1125","effectiveOn":"2014-06-20","performanceDue":"%s"},
                         "applicants":[{"kind":"PERSON","name":"算例申请人"}],"respondents":[{"kind":"PERSON","name":"算例被执行人"}],
                         "obligations":[{"kind":"MONEY","principal":"%s"%s}]}""".formatted(today(), e.id().replaceAll("\\D", ""), e.due(), e.principal(), interest),
                        "Idempotency-Key",
                        "example-" + e.id())
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    private LocalDate today() {
        return new PaperToMoney(court, "example").today();
    }

    /** One message of the bank with all receipts, booked today with the value dates of the examples. */
    private void pay(List<Example> examples, List<String> numbers) {
        LocalDate today = today();
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String account = court.get(CourtHttp.caseAt(numbers.get(i)) + "/funds", "judge")
                    .expect(200)
                    .json()
                    .path("account")
                    .asString();
            for (String receipt : examples.get(i).receipts()) {
                String[] part = receipt.split(" ");
                LocalDate valued = LocalDate.parse(part[0]);
                entries.add("""
                        <Ntfctn><Id>%1$s-%3$s</Id><Acct><Id><Othr><Id>%2$s</Id></Othr></Id></Acct>
                        <Ntry><Amt Ccy="CNY">%4$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                        <BookgDt><Dt>%5$s</Dt></BookgDt><ValDt><Dt>%3$s</Dt></ValDt><AcctSvcrRef>%1$s-%3$s</AcctSvcrRef>
                        <BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd></Ntry></Ntfctn>""".formatted(
                        examples.get(i).id(), account, part[0], part[1], valued.isAfter(today) ? valued : today));
            }
        }
        court.postXml("/api/bank/messages", "bank", """
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                        <GrpHdr><MsgId>%s</MsgId><CreDtTm>%sT09:00:00+08:00</CreDtTm></GrpHdr>%s
                        </BkToCstmrDbtCdtNtfctn></Document>""".formatted(
                                examples.getFirst().id(), today, String.join("", entries)))
                .expect(200);
    }
}
