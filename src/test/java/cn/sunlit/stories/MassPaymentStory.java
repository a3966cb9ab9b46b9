package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One applicant stands for thirty: a list is handed in, refused, taken, approved, sent in one file; two come back and are paid anew. */
@SunlitTest(shared = "stories")
class MassPaymentStory {

    private static final int PAYEES = 30;
    private static final String DEBTOR_ELSEWHERE = "440524188001010014";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private CourtHttp court;

    @Test
    void 一份名单付给三十人_被退回的两笔另批再付_没有一笔付两次() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        file("别案原告", "别案债务人", DEBTOR_ELSEWHERE);
        String number = file("诉讼代表人", "欠薪公司负责人", null);
        String at = CourtHttp.caseAt(number);
        String account =
                court.get(at + "/funds", "judge").json().path("account").asString();
        new PaperToMoney(court, "mass").credit(account, Money.yuan(9_000), "欠薪公司", number, "mass-" + number);
        court.advance("PT1M");

        CourtHttp.Answer wrong = court.upload(
                at + "/distributions/list",
                "judge",
                "list.csv",
                "户名,开户银行,收款账号,金额\n甲,行,12,0\n乙,行,6299990000000700001,5\n");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("第1行：收款账号应为", "第1行：金额应大于零").doesNotContain("第2行");
        assertThat(court.upload(
                                at + "/distributions/list",
                                "judge",
                                "list.csv",
                                "户名,开户银行,收款账号,金额\n乙,行,6299990000000700001,5\n")
                        .text())
                .contains("名单合计 5.00 元", "相差");
        assertThat(court.get(at + "/distributions", "judge").json()).isEmpty();

        CourtHttp.Answer silent = court.upload(at + "/distributions/list", "judge", "list.csv", list());
        assertThat(silent.status()).isEqualTo(409);
        assertThat(silent.text()).contains("收款人1是本院", "被执行人", "抵扣");
        JsonNode proposed = court.upload(
                        at + "/distributions/list?ground=" + CourtHttp.segment("另案已商定由本人自行履行"),
                        "judge",
                        "list.csv",
                        list())
                .expect(201)
                .json();
        String one = at + "/distributions/" + proposed.path("id").asLong();
        assertThat(proposed.path("awaits").asString()).isEqualTo("执行局局长");
        assertThat(proposed.path("listed").asBoolean()).isTrue();

        assertThat(court.post(one + "/approve", "judge", "{}").status()).isEqualTo(403);
        CourtHttp.Answer tooLow = court.post(one + "/approve", "leader", "{}");
        assertThat(tooLow.status()).isEqualTo(403);
        assertThat(tooLow.text()).contains("须由执行局局长审批");

        String page = one.substring("/api".length()).replace("/distributions/", "/funds/distributions/");
        Browser leader = new Browser(port);
        leader.signIn("leader", "demo");
        assertThat(leader.get(page).text()).doesNotContain(">审批发放<").contains("须由执行局局长审批");
        Browser director = new Browser(port);
        director.signIn("director", "demo");
        assertThat(director.get(page).text()).contains(">审批发放<");

        Browser phone = new Browser(port);
        phone.enterPortal(court, number, "诉讼代表人", "19000009933");
        assertThat(phone.get("/portal/money").text()).contains("到账", "等待执行局局长审批", "这些钱是怎么算的");

        court.post("/sandbox/bank/faults", "", Map.of("rejectNext", 2)).expect(200);
        court.post(one + "/approve", "director", "{}").expect(200);
        court.post(one + "/approve", "director", "{}").expect(200);
        court.advance("PT5M");
        court.advance("PT5M");
        assertThat(count(one, "PAID")).isEqualTo(PAYEES - 2);
        assertThat(count(one, "REJECTED")).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from funds.payment_batch where distribution = ?")
                        .param(proposed.path("id").asLong())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        assertThat(court.post(at + "/distributions", "judge", "{}").text()).contains("名单中有2笔付款被退回");
        JsonNode back =
                court.get(one + "/payees?state=REJECTED", "judge").json().path("payees");
        Map<String, Object> corrected = Map.of(
                "payTo",
                List.of(Map.of(
                        "applicant",
                        back.get(0).path("payee").asString(),
                        "name",
                        back.get(0).path("payee").asString(),
                        "bank",
                        "新开户行",
                        "account",
                        "6299990000000799999")));
        assertThat(court.post(one + "/again", "judge", corrected).text()).contains("与原来登记的或者原来付款的不同");
        JsonNode again = court.post(
                        one + "/again", "judge", Map.of("payTo", corrected.get("payTo"), "ground", "本人到院更正账户"))
                .expect(201)
                .json();
        assertThat(again.path("payees").asInt()).isEqualTo(2);
        String second = at + "/distributions/" + again.path("id").asLong();
        court.post(second + "/approve", "director", "{}").expect(200);
        court.advance("PT5M");
        court.advance("PT5M");
        assertThat(count(second, "PAID")).isEqualTo(2);
        assertThat(court.post(one + "/again", "judge", "{}").status()).isEqualTo(409);

        JsonNode funds = court.get(at + "/funds", "judge").json();
        assertThat(Money.parse(funds.path("paid").asString())
                        .plus(Money.parse(funds.path("fee").asString())))
                .isEqualTo(Money.yuan(9_000));
        assertThat(funds.path("held").asString()).isEqualTo("0.00");
        // The bank's own ledger: as many debits as payees, none twice.
        long debits = 0;
        for (JsonNode movement : court.get("/sandbox/bank/ledger", "").json().path("movements")) {
            boolean ours = movement.path("endToEnd")
                            .asString("")
                            .startsWith("FK" + proposed.path("id").asLong() + "-")
                    || movement.path("endToEnd")
                            .asString("")
                            .startsWith("FK" + again.path("id").asLong() + "-");
            debits += ours && movement.path("direction").asString().equals("DEBIT") ? 1 : 0;
        }
        assertThat(debits).isEqualTo(PAYEES);
    }

    private int count(String distribution, String state) {
        return court.get(distribution + "/payees?state=" + state, "judge")
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    private static String list() {
        StringBuilder list = new StringBuilder("户名,证件号码,开户银行,收款账号,债权数额\n");
        for (int i = 1; i <= PAYEES; i++) {
            list.append("收款人%d,%s,演示银行,62999900000007%05d,%d.00\n"
                    .formatted(i, i == 1 ? DEBTOR_ELSEWHERE : "", i + 100, i * 10));
        }
        return list.toString();
    }

    private String file(String applicant, String respondent, @Nullable String number) {
        LocalDate today = new PaperToMoney(court, "mass").today();
        return court.post("/api/cases", "filing", """
                        {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"追索劳动报酬纠纷",
                         "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初9933号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                         "applicants":[{"kind":"PERSON","name":"%s","phone":"19000009933"}],
                         "respondents":[{"kind":"PERSON","name":"%s"%s}],
                         "obligations":[{"kind":"MONEY","principal":"30000.00"}]}""".formatted(
                        today,
                        applicant,
                        respondent,
                        number == null ? "" : ",\"idType\":\"RESIDENT_ID\",\"idNumber\":\"%s\"".formatted(number)))
                .expect(201)
                .json()
                .path("number")
                .asString();
    }
}
