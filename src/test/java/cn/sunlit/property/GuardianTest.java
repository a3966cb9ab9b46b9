package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.kernel.CaseId;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From a hold that runs out to its renewal, and from a hold that is too large to its release, against the simulated institutions. */
@SunlitTest(shared = "cases")
class GuardianTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Documents documents;

    @Autowired
    Clock clock;

    Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
    }

    /** XF-06 */
    @Test
    void 将到期的自动提出续行_承办人一次确认_收到反馈后换上新的到期日() {
        String number = held("110101199003070070", "守护人", "6222000000007101", "50000.00");
        long measure = measure(number);
        LocalDate end = LocalDate.now(clock).plusDays(2);
        transaction.executeWithoutResult(
                s -> jdbc.sql("update property.measure set ends_on = :end, remind_on = null where id = :id")
                        .param("end", end)
                        .param("id", measure)
                        .update());
        runDueWork();

        JsonNode line = line(measure);
        assertThat(line.get("colour").stringValue()).isEqualTo("RED");
        assertThat(line.get("renewal").stringValue()).contains("待承办人确认");
        long renewal = line.get("renewalId").asLong();
        assertThat(jdbc.sql(
                                "select text from documents.document where case_id = (select case_id from property.measure where id = ?)"
                                        + " and kind = 'RENEWAL_RULING'")
                        .param(measure)
                        .query(String.class)
                        .list())
                .as("nothing is issued before it is confirmed")
                .isEmpty();

        JsonNode refused = call.post("judge", "/api/guardian/declined", "{\"renewals\":[%d]}".formatted(renewal))
                .body();
        assertThat(refused.toString()).contains("理由");
        JsonNode outcomes = call.post(
                        "judge", "/api/guardian/renewals", "{\"renewals\":[%d,999999]}".formatted(renewal))
                .body()
                .get("outcomes");
        assertThat(outcomes.get(0).get("done").asBoolean())
                .as(outcomes.toString())
                .isTrue();
        assertThat(outcomes.get(1).get("done").asBoolean()).isFalse();
        call.post("judge", "/api/guardian/renewals", "{\"renewals\":[%d]}".formatted(renewal));
        assertThat(jdbc.sql("select count(*) from property.measure where on_measure = ? and kind = 'RENEW'")
                        .param(measure)
                        .query(Long.class)
                        .single())
                .as("sent twice, ordered once")
                .isEqualTo(1);
        runDueWork();
        runDueWork();
        LocalDate now = jdbc.sql("select ends_on from property.measure where id = ?")
                .param(measure)
                .query(LocalDate.class)
                .single();
        assertThat(now).isAfter(end.plusDays(300));
        assertThat(line(measure).get("colour").stringValue()).isEqualTo("CALM");
    }

    /** CE-03 */
    @Test
    void 超额控制的_提请解除并告知被执行人_确认后恢复到额度之内() {
        String number = held("110101199003070097", "超额人", "6222000000007102", "500000.00");
        long more = measure(number);
        // The bank holds whatever comes in.
        transaction.executeWithoutResult(
                s -> jdbc.sql("update property.measure set actual_fen = 8000000 where id = :id")
                        .param("id", more)
                        .update());
        runDueWork();
        long measure = measure(number);
        JsonNode meter =
                call.get("judge", Caller.casePath(number) + "/over-control").body();
        assertThat(meter.get("level").stringValue()).as(meter.toString()).isEqualTo("OVER");
        CaseId id = new CaseId(jdbc.sql("select case_id from property.measure where id = ?")
                .param(measure)
                .query(Long.class)
                .single());
        assertThat(documents.ofCase(id))
                .filteredOn(d -> d.kind() == Kind.OVER_CONTROL_NOTICE)
                .hasSize(1)
                .allSatisfy(d -> assertThat(d.served()).as("told the debtor").hasSize(1))
                .extracting(Document::text)
                .allSatisfy(text -> assertThat(text).contains("第十九条", "超额人"));

        assertThat(call.post("judge", Caller.casePath(number) + "/over-control", "{\"measures\":[]}")
                        .status())
                .isEqualTo(422);
        assertThat(call.post(
                                "judge",
                                Caller.casePath(number) + "/over-control",
                                "{\"measures\":[%d]}".formatted(measure))
                        .body()
                        .get("ordered")
                        .asInt())
                .isEqualTo(1);
        runDueWork();
        runDueWork();
        JsonNode after =
                call.get("judge", Caller.casePath(number) + "/over-control").body();
        assertThat(after.get("level").stringValue()).as(after.toString()).isEqualTo("WITHIN");
        assertThat(jdbc.sql("select count(*) from property.over_control where case_id = ? and ended_on is not null")
                        .param(id.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private String held(String idNumber, String name, String account, String amount) {
        call.post(
                "",
                "/sandbox/holdings",
                "{\"name\":\"%s\",\"idNumber\":\"%s\",\"institution\":\"ICBC\",\"account\":\"%s\",\"amount\":\"%s\"}"
                        .formatted(name, idNumber, account, amount));
        var filed = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初99号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","idType":"RESIDENT_ID","idNumber":"11010519491231002X"}],
                 "respondents":[{"kind":"PERSON","name":"%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"60000.00","costs":"0.00"}]}
                """.formatted(name, idNumber));
        assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
        String number = filed.body().get("number").stringValue();
        runDueWork();
        long asset = account(number).get("id").asLong();
        var ordered = call.post(
                "judge",
                Caller.casePath(number) + "/measures",
                "{\"kind\":\"FREEZE\",\"assetId\":%d,\"amount\":\"40000.00\"}".formatted(asset));
        assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(202);
        runDueWork();
        return number;
    }

    private void runDueWork() {
        assertThat(call.post("", "/sandbox/clock", "{\"advance\":\"PT1M\"}").status())
                .isEqualTo(200);
    }

    private JsonNode account(String number) {
        for (JsonNode asset :
                call.get("judge", Caller.casePath(number) + "/assets").body().get("assets")) {
            if (asset.get("place").stringValue().contains("工商银行")) {
                return asset;
            }
        }
        throw new AssertionError("no account at 工商银行");
    }

    private long measure(String number) {
        JsonNode measure = account(number).get("measures").get(0);
        assertThat(measure.get("state").stringValue()).as(measure.toString()).isEqualTo("EFFECTIVE");
        return measure.get("id").asLong();
    }

    private JsonNode line(long measure) {
        String after = "";
        while (true) {
            JsonNode page =
                    call.get("director", "/api/guardian?scope=COURT" + after).body();
            for (JsonNode line : page.get("measures")) {
                if (line.get("measureId").asLong() == measure) {
                    return line;
                }
            }
            assertThat(page.hasNonNull("next")).as(page.toString()).isTrue();
            after = "&after=" + page.get("next").stringValue();
        }
    }
}
