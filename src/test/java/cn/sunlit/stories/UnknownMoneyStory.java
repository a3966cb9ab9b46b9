package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Money without a name: 25,000 yuan arrive with no case number. */
@SunlitTest(shared = "stories")
class UnknownMoneyStory {

    private static final String PAYER = "不明款丙";
    private static final String ACCOUNT = "6222020200001234567";

    @LocalServerPort
    private int port;

    private CourtHttp court;
    private PaperToMoney story;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        story = new PaperToMoney(court, "unknown-money", 21);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
    }

    @Test
    void 两万五千元没有案号_三个候选_两人认领_账龄可见_误缴的退还() throws Exception {
        String mistyped = filed("不明款丁", "9000.00", 1);
        String ofPayer = filed(PAYER, "8000.00", 2);
        String ofSum = filed("不明款戊", "25000.00", 3);
        String account = funds(mistyped).path("account").asString();
        String typed = account.substring(0, 10) + (account.charAt(10) == '0' ? '7' : '0') + account.substring(11);
        story.credit(account, Money.yuan(1), "不明款丁", "", "unknown-money-first");
        story.reach(0, 11);
        credit("unknown-a", "25000.00", "还款 " + typed);

        // Three candidates, each with its reasons; nothing is booked to any of them.
        JsonNode unknown = unknown("还款");
        assertThat(unknown.path("state").asString()).isEqualTo("RECEIVED");
        assertThat(reasons(unknown, mistyped)).contains("所写账号第11位写成");
        assertThat(reasons(unknown, ofPayer)).contains("付款人“" + PAYER + "”与本案被执行人同名");
        assertThat(reasons(unknown, ofSum)).contains("金额等于");
        assertThat(unknown.path("candidates").get(0).path("caseNumber").asString())
                .as("a number mistyped says most")
                .isEqualTo(mistyped);
        long receipt = unknown.path("id").asLong();
        assertThat(court.get(CourtHttp.caseAt(ofPayer) + "/funds/suspense", "judge")
                        .expect(200)
                        .text())
                .as("the case finds the money as well")
                .contains("\"receipt\":" + receipt);

        // It ages in sight.
        court.advance("P4D");
        unknown = unknown("还款");
        assertThat(unknown.path("state").asString()).isEqualTo("UNIDENTIFIED");
        assertThat(unknown.path("late").asBoolean()).isTrue();
        assertThat(ids("/api/bank/suspense?age=LATE")).contains(receipt);
        assertThat(ids("/api/bank/suspense?age=FRESH")).doesNotContain(receipt);

        // Nobody has claimed it: on the fourth day it is red, for the cashier and all who watch.
        assertThat(alerts("cashier", "MINE")).anyMatch(a -> a.contains("RED 不明款 25,000.00 元"));
        assertThat(alerts("director", "COURT")).anyMatch(a -> a.contains("25,000.00"));
        assertThat(alerts("judge", "MINE")).noneMatch(a -> a.contains("不明款"));

        // Two cashiers at once: one claim. Nobody confirms his own.
        String claims = "/api/bank/suspense/" + receipt + "/claims";
        Map<String, String> claim = Map.of("caseNumber", ofPayer.replace("执", " 执 "), "reason", "付款人来电确认");
        List<CourtHttp.Answer> both =
                atOnce(() -> court.post(claims, "cashier", claim), () -> court.post(claims, "judge", claim));
        assertThat(both).extracting(CourtHttp.Answer::status).containsExactlyInAnyOrder(201, 409);
        assertThat(texts(both)).contains("正等待另一人复核");
        boolean cashier = both.getFirst().status() == 201;
        JsonNode made = both.get(cashier ? 0 : 1).json();
        String confirm = "/api/bank/claims/" + made.path("id").asLong() + "/confirm";
        court.post(confirm, cashier ? "cashier" : "judge", "{}").expect(403);

        // Who confirms sees on the page what money it is about, not only the reason.
        Browser second = new Browser(port);
        second.signIn("leader", "demo");
        assertThat(waitingClaims(second.get("/cashier/suspense").text()))
                .contains("25,000.00", PAYER, ofPayer, "付款人来电确认", "复核通过");
        assertThat(court.post("/api/bank/suspense/" + receipt + "/returns", "cashier", Map.of("ground", "误缴"))
                        .expect(409)
                        .text())
                .contains("待复核的认领");
        court.post(confirm, "leader", "{}").expect(200);
        assertThat(funds(ofPayer).path("received").asString()).isEqualTo("25000.00");
        assertThat(ids("/api/bank/suspense")).doesNotContain(receipt);
        assertThat(court.post(claims, "cashier", claim).expect(409).text()).contains("已经认领到案件");

        court.advance("PT1M");
        assertThat(alerts("cashier", "MINE")).as("claimed: the alert ends").noneMatch(a -> a.contains("25,000.00"));

        // The same account again: the case is known by it. This time it is a mistake of the payer's.
        credit("unknown-b", "77.00", "交学费");
        JsonNode mistake = unknown("交学费");
        assertThat(reasons(mistake, ofPayer)).contains("同一付款账户");
        assertThat(mistake.path("payerAccount").asString()).endsWith("4567").doesNotContain(ACCOUNT);
        goesBack(mistake.path("id").asLong());
        toldAtOnce();
    }

    /** A payer whom the bank did not name: everything that is missing is told together, each by its field. */
    private void toldAtOnce() {
        String nobody = message("unknown-c", "78.00", "没有写户名的款").replaceAll("(?s)<Rltd.*</RltdAgts>", "");
        court.postXml("/api/bank/messages", "bank", nobody).expect(200);
        long receipt = court.get("/api/bank/suspense?words=" + CourtHttp.segment("没有写户名的款"), "cashier")
                .expect(200)
                .json()
                .get(0)
                .path("id")
                .asLong();
        JsonNode errors = court.post("/api/bank/suspense/" + receipt + "/returns", "cashier", "{}")
                .expect(422)
                .json()
                .path("errors");
        assertThat(errors.valueStream().map(e -> e.path("field").asString()))
                .containsExactly("ground", "name", "bank", "account");
    }

    /** Proposed by one, approved by another, paid by the bank to the very account it came from. */
    private void goesBack(long receipt) throws Exception {
        String returns = "/api/bank/suspense/" + receipt + "/returns";
        court.post(returns, "cashier", "{}").expect(422);
        court.post("/api/bank/suspense/99999999/returns", "cashier", Map.of("ground", "误缴"))
                .expect(404);
        Map<String, String> ground = Map.of("ground", "付款人书面说明误将学费汇入，附回单");
        List<CourtHttp.Answer> both =
                atOnce(() -> court.post(returns, "cashier", ground), () -> court.post(returns, "cashier", ground));
        assertThat(both).extracting(CourtHttp.Answer::status).containsExactlyInAnyOrder(201, 409);
        JsonNode proposed = both.get(both.getFirst().status() == 201 ? 0 : 1).json();
        assertThat(proposed.path("payee").asString()).isEqualTo(PAYER);
        String approve = "/api/bank/returns/" + proposed.path("id").asLong() + "/approve";
        court.post(approve, "cashier", "{}").expect(403);
        assertThat(court.post(
                                "/api/bank/suspense/" + receipt + "/claims",
                                "judge",
                                Map.of("caseNumber", story(2), "reason", "试试"))
                        .expect(409)
                        .text())
                .contains("正在退还付款人");
        Browser leader = new Browser(port);
        leader.signIn("leader", "demo");
        String button = approve.replace("/api/bank/", "/cashier/");
        assertThat(leader.get("/cashier/suspense").text()).contains(button);
        court.post(approve, "leader", "{}").expect(200);
        court.post(approve, "leader", "{}").expect(200);
        for (int again = 0; again < 6 && ids("/api/bank/suspense").contains(receipt); again++) {
            court.advance("PT10M");
        }
        assertThat(ids("/api/bank/suspense")).as("paid back").doesNotContain(receipt);
        List<JsonNode> orders = new ArrayList<>();
        court.get("/sandbox/bank/ledger", "").json().path("orders").forEach(orders::add);
        assertThat(orders.stream()
                        .filter(o -> o.path("payee").asString().equals(PAYER)
                                && o.path("amount").asString().equals("77.00")))
                .hasSize(1);
        JsonNode walk = court.get("/api/audit/walk", "director").expect(200).json();
        assertThat(walk.path("holds").asBoolean()).as(walk.toString()).isTrue();
        assertThat(court.post(returns, "cashier", ground).expect(409).text()).contains("已经退还");
    }

    private final List<String> numbers = new ArrayList<>();

    private String story(int nth) {
        return numbers.get(nth - 1);
    }

    private String filed(String respondent, String principal, int nth) {
        String number = court.post(
                        "/api/cases",
                        "filing",
                        """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初90%d号","court":"鄂1125","effectiveOn":"%s","performanceDue":"%s"},
                         "applicants":[{"kind":"PERSON","name":"不明款甲"}],
                         "respondents":[{"kind":"PERSON","name":"%s"}],
                         "obligations":[{"kind":"MONEY","principal":"%s","costs":"0.00"}]}""".formatted(
                                story.today(), nth, story.today(), story.today().plusDays(30), respondent, principal),
                        "Idempotency-Key",
                        "unknown-money-" + nth)
                .expect(201)
                .json()
                .path("number")
                .asString();
        numbers.add(number);
        return number;
    }

    private JsonNode funds(String number) {
        return court.get(CourtHttp.caseAt(number) + "/funds", "judge")
                .expect(200)
                .json();
    }

    /** A credit on the court's own account, with the payer's account, as a bank tells it. */
    private void credit(String reference, String amount, String remark) {
        court.postXml("/api/bank/messages", "bank", message(reference, amount, remark))
                .expect(200);
    }

    private String message(String reference, String amount, String remark) {
        return """
                        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                        <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%2$sT09:00:00+08:00</CreDtTm></GrpHdr>
                        <Ntfctn><Id>%1$s</Id><Acct><Id><Othr><Id>%3$s</Id></Othr></Id></Acct>
                        <Ntry><Amt Ccy="CNY">%4$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                        <BookgDt><Dt>%2$s</Dt></BookgDt><AcctSvcrRef>%1$s</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
                        <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="CNY">%4$s</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                        <RltdPties><Dbtr><Pty><Nm>%5$s</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>%6$s</Id></Othr></Id></DbtrAcct></RltdPties>
                        <RltdAgts><DbtrAgt><FinInstnId><Nm>演示商业银行</Nm></FinInstnId></DbtrAgt></RltdAgts>
                        <RmtInf><Ustrd>%7$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn>
                        </BkToCstmrDbtCdtNtfctn></Document>""".formatted(reference, story.today(), ours(), amount, PAYER, ACCOUNT, remark);
    }

    /** The court's own account, as the bank knows it since somebody has paid. */
    private String ours() {
        return court.get("/sandbox/bank/ledger", "")
                .expect(200)
                .json()
                .path("accounts")
                .get(0)
                .path("account")
                .asString();
    }

    private JsonNode unknown(String remark) {
        for (JsonNode each : court.get("/api/bank/suspense?words=" + CourtHttp.segment(PAYER), "cashier")
                .expect(200)
                .json()) {
            if (each.path("remark").asString().startsWith(remark)) {
                return each;
            }
        }
        throw new AssertionError("no unknown money with the remark " + remark);
    }

    private static String reasons(JsonNode unknown, String number) {
        for (JsonNode candidate : unknown.path("candidates")) {
            if (candidate.path("caseNumber").asString().equals(number)) {
                return candidate.path("reasons").toString();
            }
        }
        return "no candidate " + number + " in " + unknown.path("candidates");
    }

    private List<Long> ids(String path) {
        List<Long> ids = new ArrayList<>();
        court.get(path, "cashier")
                .expect(200)
                .json()
                .forEach(u -> ids.add(u.path("id").asLong()));
        return ids;
    }

    private List<String> alerts(String login, String scope) {
        List<String> all = new ArrayList<>();
        court.get("/api/alerts?scope=" + scope, login)
                .expect(200)
                .json()
                .path("concerns")
                .forEach(c -> all.add(
                        c.path("level").asString() + " " + c.path("text").asString()));
        return all;
    }

    private static String texts(List<CourtHttp.Answer> answers) {
        return String.join(" ", answers.stream().map(CourtHttp.Answer::text).toList());
    }

    private static String waitingClaims(String page) {
        return page.substring(page.indexOf("<div id=\"claims\">"), page.indexOf("退还付款人（"));
    }

    private static List<CourtHttp.Answer> atOnce(
            java.util.concurrent.Callable<CourtHttp.Answer> one, java.util.concurrent.Callable<CourtHttp.Answer> two)
            throws Exception {
        try (ExecutorService clicks = Executors.newFixedThreadPool(2)) {
            List<Future<CourtHttp.Answer>> both =
                    Stream.of(one, two).map(clicks::submit).toList();
            return List.of(both.get(0).get(), both.get(1).get());
        }
    }
}
