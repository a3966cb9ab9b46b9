package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Measures from the order to the institution's answer, against the simulated institutions over HTTP. */
@SunlitTest(shared = "cases")
class MeasuresTest {

    /** Invented debtors with valid numbers, one a test, so that tests do not share an account. */
    private static final String QUEUED = "110101199003070011";

    private static final String EXCESSIVE = "110101199003070038";

    @LocalServerPort
    int port;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    /** KZ-25, KZ-29 */
    @Test
    void 首封解除_轮候即自动生效() {
        hold(QUEUED, "排队人", "6222000000007001", "50000.00");
        String first = filed(QUEUED, "排队人");
        String second = filed(QUEUED, "排队人");
        runDueWork();

        freeze(first, "50000.00");
        runDueWork();
        assertThat(measure(first).get("state").stringValue()).isEqualTo("EFFECTIVE");
        assertThat(served(first, "CONTROL_RULING"))
                .as("the ruling reaches both sides once it is carried out")
                .isEqualTo(2);

        freeze(second, "50000.00");
        runDueWork();
        assertThat(measure(second).get("state").stringValue()).isEqualTo("WAITING");

        long asset = account(first).get("id").asLong();
        var released = call.post(
                "judge",
                Caller.casePath(first) + "/measures",
                "{\"kind\":\"RELEASE\",\"assetId\":%d,\"reason\":\"申请执行人书面同意解除\"}".formatted(asset));
        assertThat(released.status()).as(released.body().toString()).isEqualTo(202);
        runDueWork();
        runDueWork();
        assertThat(measure(second).get("state").stringValue()).isEqualTo("EFFECTIVE");
    }

    /** KZ-24 */
    @Test
    void 多冻的部分当日提示解除() {
        hold(EXCESSIVE, "多冻人", "6222000000007002", "500000.00");
        String number = filed(EXCESSIVE, "多冻人");
        runDueWork();
        assertThat(call.post("", "/sandbox/institutions/ICBC/faults", "{\"excessRate\":1.0}")
                        .status())
                .isEqualTo(200);
        try {
            freeze(number, "1000.00");
            runDueWork();
        } finally {
            call.post("", "/sandbox/institutions/ICBC/faults", "{}");
        }
        assertThat(node(number, "D08").get("state").stringValue()).isEqualTo("OPEN");
        assertThat(call.get("judge", Caller.casePath(number) + "/proofs").body().toString())
                .contains("EXCESS_FOUND");
    }

    /** KZ-27 */
    @Test
    void 一个账户足以清偿_另一个不必再冻结_解除后又须冻结() {
        String debtor = "110101199003079198";
        hold(debtor, "足额人", "6222000000007004", "900000.00");
        call.post(
                "",
                "/sandbox/holdings",
                "{\"name\":\"足额人\",\"idNumber\":\"%s\",\"institution\":\"CCB\",\"account\":\"6222000000007005\",\"amount\":\"9000.00\"}"
                        .formatted(debtor));
        String number = filed(debtor, "足额人");
        runDueWork();
        assertThat(node(number, "D01").get("state").stringValue()).isEqualTo("OPEN");

        freeze(
                number,
                call.get("judge", Caller.casePath(number) + "/assets")
                        .body()
                        .at("/ceiling/left")
                        .stringValue());
        runDueWork();
        assertThat(node(number, "D01").get("state").stringValue())
                .as("the other account need not be frozen")
                .isEqualTo("DONE");

        call.post(
                "judge",
                Caller.casePath(number) + "/measures",
                "{\"kind\":\"RELEASE\",\"assetId\":%d,\"reason\":\"申请执行人书面同意解除\"}"
                        .formatted(account(number).get("id").asLong()));
        runDueWork();
        assertThat(node(number, "D01").get("state").stringValue()).isEqualTo("OPEN");
    }

    @Test
    void 同一笔冻结点两次只下达一次() {
        String debtor = "110101199003070054";
        hold(debtor, "双击人", "6222000000007003", "9000.00");
        String number = filed(debtor, "双击人");
        runDueWork();
        long asset = account(number).get("id").asLong();
        String order = "{\"kind\":\"FREEZE\",\"assetId\":%d,\"amount\":\"9000.00\"}".formatted(asset);
        assertThat(call.post("judge", Caller.casePath(number) + "/measures", order)
                        .status())
                .isEqualTo(202);
        call.post("judge", Caller.casePath(number) + "/measures", order);
        runDueWork();
        assertThat(account(number).get("measures").size()).isEqualTo(1);
    }

    private void hold(String idNumber, String name, String account, String amount) {
        var held = call.post(
                "",
                "/sandbox/holdings",
                "{\"name\":\"%s\",\"idNumber\":\"%s\",\"institution\":\"ICBC\",\"account\":\"%s\",\"amount\":\"%s\"}"
                        .formatted(name, idNumber, account, amount));
        assertThat(held.status()).as(held.body().toString()).isEqualTo(200);
    }

    private String filed(String idNumber, String name) {
        var answer = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X"}],
                 "respondents":[{"kind":"PERSON","name":"%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"0.00"}]}
                """.formatted(name, idNumber));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("number").stringValue();
    }

    private void freeze(String number, String amount) {
        var ordered = call.post(
                "judge",
                Caller.casePath(number) + "/measures",
                "{\"kind\":\"FREEZE\",\"assetId\":%d,\"amount\":\"%s\"}"
                        .formatted(account(number).get("id").asLong(), amount));
        assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(202);
    }

    private void runDueWork() {
        var moved = call.post("", "/sandbox/clock", "{\"advance\":\"PT1M\"}");
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
    }

    /** The debtor's account at the bank where the test put it; others may have been made up elsewhere. */
    private JsonNode account(String number) {
        for (JsonNode asset :
                call.get("judge", Caller.casePath(number) + "/assets").body().get("assets")) {
            if (asset.get("place").stringValue().contains("工商银行")) {
                return asset;
            }
        }
        throw new AssertionError("no account at 工商银行");
    }

    private JsonNode measure(String number) {
        return account(number).get("measures").get(0);
    }

    private int served(String number, String kind) {
        for (JsonNode document :
                call.get("judge", Caller.casePath(number) + "/documents").body().get("documents")) {
            if (document.get("kind").stringValue().equals(kind)) {
                return document.get("served").size();
            }
        }
        throw new AssertionError("no document " + kind);
    }

    private JsonNode node(String number, String code) {
        for (JsonNode node :
                call.get("judge", Caller.casePath(number) + "/lists/3").body().get("nodes")) {
            if (node.get("code").stringValue().equals(code)) {
                return node;
            }
        }
        throw new AssertionError("no node " + code);
    }
}
