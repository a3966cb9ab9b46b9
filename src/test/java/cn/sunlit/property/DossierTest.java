package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.stories.Browser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** One asset that two cases of a court know, with what is entered on it, as a foreign program sees it. */
@SunlitTest(shared = "cases")
class DossierTest {

    private static final String DEBTOR = "110101199003070097";

    @LocalServerPort
    int port;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    @Test
    void 一项财产两案可见_共有抵押与估值_他人名下未确认不能查封_收入须先保留() {
        String first = filed();
        String second = filed();
        String house =
                "{\"kind\":\"REAL_ESTATE\",\"title\":\"住宅一套\",\"place\":\"某县不动产登记中心\",\"key\":\"鄂2024某县不动产权第0077号\",\"source\":\"DECLARED\",\"reference\":\"财产报告表\",\"value\":\"700000.00\"}";
        String asset = entered(first, house);
        assertThat(call.post("judge", path(first, ""), house).status())
                .as("一案登记一次")
                .isEqualTo(409);
        assertThat(entered(second, house)).as("同一登记号是同一项财产").isEqualTo(asset);

        post(first, asset + "/values", "{\"source\":\"APPRAISED\",\"value\":\"600000.00\",\"reference\":\"某评12号\"}");
        post(
                first,
                asset + "/holders",
                "{\"role\":\"CO_OWNER\",\"name\":\"丙\",\"share\":\"1/2\",\"source\":\"REPLY\",\"reference\":\"登记查询结果\"}");
        JsonNode dossier = post(
                first,
                asset + "/burdens",
                "{\"kind\":\"MORTGAGE\",\"holder\":\"某银行\",\"secured\":\"200000.00\",\"source\":\"REPLY\",\"reference\":\"他项权证\"}");
        assertThat(dossier.get("share").stringValue()).isEqualTo("1/2");
        assertThat(dossier.get("net").stringValue()).isEqualTo("200000.00");
        assertThat(dossier.get("cases").size()).isEqualTo(2);
        JsonNode other = call.get("judge", path(second, "/" + asset)).body();
        assertThat(other.get("values").get(0).get("source").stringValue()).isEqualTo("APPRAISED");
        assertThat(other.get("asset").get("balance").stringValue())
                .as("评估价是清单上的价值")
                .isEqualTo("600000.00");

        String lent = entered(
                first,
                "{\"kind\":\"MACHINERY\",\"title\":\"机床一台\",\"place\":\"某厂房\",\"source\":\"CLUE\",\"reference\":\"核查笔录\",\"registeredTo\":\"丁\"}");
        post(first, lent + "/screening", "{\"executable\":true}");
        JsonNode refused = call.post(
                        "judge",
                        Caller.casePath(first) + "/measures",
                        "{\"kind\":\"SEAL\",\"assetId\":%s}".formatted(lent))
                .body();
        assertThat(refused.toString()).contains("CQ-01", "第二条", "登记（占有）在丁名下");

        String wages = entered(
                first,
                "{\"kind\":\"INCOME\",\"title\":\"某厂工资\",\"place\":\"某厂\",\"source\":\"DECLARED\",\"reference\":\"财产报告表\"}");
        post(first, wages + "/screening", "{\"executable\":true}");
        String freeze = "{\"kind\":\"FREEZE\",\"assetId\":%s,\"amount\":\"1000.00\"}".formatted(wages);
        assertThat(call.post("judge", Caller.casePath(first) + "/measures", freeze)
                        .body()
                        .toString())
                .contains("BH-10", "第二百五十四条");
        post(first, wages + "/reserve", "{\"amount\":\"3000.00\",\"because\":\"当地低保标准\"}");
        assertThat(call.post("judge", Caller.casePath(first) + "/measures", freeze)
                        .status())
                .isEqualTo(202);

        assertThat(call.post(
                                "judge",
                                path(first, "/" + asset + "/screening"),
                                "{\"executable\":false,\"ground\":\"MOON\"}")
                        .status())
                .isEqualTo(422);
        post(first, asset + "/screening", "{\"executable\":false,\"ground\":\"NO_SURPLUS\"}");
        assertThat(call.get("judge", path(first, "/" + asset))
                        .body()
                        .get("asset")
                        .get("because")
                        .stringValue())
                .endsWith("（拍卖变卖（2020）第六条）");
    }

    @Test
    void 专用资金由承办人提请_院长审核后方可控制_共有人要通知() {
        String number = filed();
        Browser judge = signedIn("judge");
        String list = Caller.casePath(number).replaceFirst("^/api", "") + "/assets";
        assertThat(judge.get(list + "/new").text()).contains("登记申报或者核实的财产", "数字人民币", "网络店铺");
        assertThat(judge.post(list, Map.of("kind", "DEPOSIT", "title", "信托\"专户", "source", "REPLY"))
                        .text())
                .contains("请写明财产所在地", "信托&#34;专户");
        Browser.Answer entered = judge.post(
                list,
                Map.of(
                        "kind",
                        "DEPOSIT",
                        "title",
                        "信托专户",
                        "place",
                        "某信托公司",
                        "key",
                        number,
                        "source",
                        "REPLY",
                        "reference",
                        "复函"));
        assertThat(entered.text()).contains("财产已登记", "须院级审核", "依据待核定", "各案控制", "权属：共有人与登记名义人", "抵押等他人权利", "还没有价值记录");
        // The robot may have found other things of the debtor.
        String asset = "";
        for (JsonNode each : call.get("judge", path(number, "")).body().get("assets")) {
            asset = each.get("title").stringValue().equals("信托专户")
                    ? each.get("id").toString()
                    : asset;
        }
        String page = list + "/" + asset;
        post(number, asset + "/screening", "{\"executable\":true}");
        String freeze = "{\"kind\":\"FREEZE\",\"assetId\":%s,\"amount\":\"10.00\"}".formatted(asset);
        assertThat(call.post("judge", Caller.casePath(number) + "/measures", freeze)
                        .body()
                        .toString())
                .contains("KZ-20", "须经院长或者局长审核");
        assertThat(judge.post(page + "/reviews", Map.of("because", "受益人为被执行人本人"))
                        .text())
                .contains("待院级审核");
        long review = Long.parseLong(call.get("judge", path(number, "/" + asset))
                .body()
                .get("reviews")
                .get(0)
                .get("id")
                .toString());
        String decision = page + "/reviews/" + review + "/decision";
        assertThat(judge.post(decision, Map.of("approved", "true", "opinion", "同意"))
                        .status())
                .isEqualTo(403);
        Browser chief = signedIn("director");
        assertThat(chief.get(page).text()).contains("审核意见");
        assertThat(chief.post(decision, Map.of("approved", "true", "opinion", "同意执行受益部分"))
                        .text())
                .contains("审核意见已记录", "同意执行");

        assertThat(judge.post(page + "/values", Map.of("value", "-1", "reference", "x", "source", "APPRAISED"))
                        .status())
                .isEqualTo(422);
        assertThat(judge.post(
                                page + "/burdens",
                                Map.of("kind", "PLEDGE", "holder", "某银行", "source", "CLUE", "reference", "合同"))
                        .text())
                .contains("优先受偿");
        assertThat(judge.post(
                                page + "/holders",
                                Map.of("role", "CO_OWNER", "name", "丙", "source", "CLUE", "reference", "笔录"))
                        .text())
                .contains("共同共有");
        var ordered = call.post("judge", Caller.casePath(number) + "/measures", freeze);
        assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(202);
        long measure = ordered.body().get("id").asLong();
        call.post(
                "judge",
                Caller.casePath(number) + "/measures/" + measure + "/reply",
                "{\"result\":\"DONE\",\"amount\":\"10.00\",\"document\":\"回执\"}");
        assertThat(judge.get(page).text()).contains("应当及时通知共有人丙", "第十二条", "制发通知书");
        long holder = call.get("judge", path(number, "/" + asset))
                .body()
                .get("holders")
                .get(0)
                .get("id")
                .asLong();
        assertThat(judge.post(page + "/holders/" + holder + "/paper", Map.of()).text())
                .contains("已制发通知书");
        assertThat(judge.post(page + "/holders/" + holder + "/notice", Map.of("document", "直接送达"))
                        .text())
                .contains("已登记通知共有人")
                .doesNotContain("应当及时通知共有人丙");
    }

    private Browser signedIn(String login) {
        Browser browser = new Browser(port);
        browser.signIn(login, "demo");
        return browser;
    }

    private String entered(String number, String thing) {
        var answer = call.post("judge", path(number, ""), thing);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("assetId").toString();
    }

    private JsonNode post(String number, String what, String body) {
        var answer = call.post("judge", path(number, "/" + what), body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static String path(String number, String rest) {
        return Caller.casePath(number) + "/assets" + rest;
    }

    private String filed() {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X"}],
                 "respondents":[{"kind":"PERSON","name":"档案人","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"0.00"}]}
                """.formatted(DEBTOR));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("number").stringValue();
    }
}
