package cn.sunlit.robot;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import cn.sunlit.cases.CaseClosed;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Outcome;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The robot at work in a court: stopped and started, told of a clue, and half a year after a case ended without result. */
@SunlitTest
class RobotTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Cases cases;

    @Autowired
    Inquiries inquiries;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Caller call;

    @BeforeEach
    void call() {
        call = new Caller(port);
        call.post("", "/sandbox/institutions/ALL/faults", "{}");
    }

    @Test
    void 停用期间不发起_启用后补办_线索一日一次() {
        assertThat(turn("judge", false, "想停一停").status()).isEqualTo(403);
        assertThat(turn("director", false, "").status()).isEqualTo(422);
        assertThat(turn("director", false, "协助单位系统升级").status()).isEqualTo(200);
        CaseNumber number;
        try {
            number = file(801);
            advance("PT1M");
            assertThat(requests(number)).isZero();
            assertThat(deeds(number)).containsExactly("NOT_ASKED");
            assertThat(turn("director", false, "再停一次").status()).isEqualTo(409);
        } finally {
            assertThat(turn("director", true, "升级完成").status()).isEqualTo(200);
        }
        advance("PT1M");
        assertThat(deeds(number)).startsWith("ENDED", "ASKED", "NOT_ASKED");
        int first = requests(number);
        assertThat(first).isGreaterThan(20);

        CaseId id = id(number);
        for (int i = 0; i < 2; i++) {
            transaction.executeWithoutResult(t -> inquiries.reinquire(id, "申请执行人提供的银行账户线索属实", Set.of("ICBC")));
        }
        advance("PT1M");
        assertThat(requests(number)).isEqualTo(first + 1);
        assertThat(lines(number).getFirst().path("rule").asString("")
                        + lines(number).get(1).path("rule").asString(""))
                .contains("RB-04");

        jdbc.sql("""
                update inquiries.request set state = 'CANCELLED', answered_at = null, found = null
                 where case_id = :id and institution = 'TAX'""").param("id", id).update();
        assertThat(call.post(
                                "judge",
                                Caller.casePath(number.text()) + "/closing",
                                "{\"outcome\":\"TERMINATED_THIS_PROCEDURE\"}")
                        .body()
                        .path("refusals")
                        .toString())
                .as("what was taken back was not asked")
                .contains("ZB-14", "1家", "税务机关");

        JsonNode night = call.get("director", "/api/robot/nights").body();
        assertThat(night.path("institutions").size()).isGreaterThan(20);
    }

    @Test
    void 终本后六个月_查询_书面告知_发现财产即提示恢复() {
        CaseNumber number = file(802);
        advance("PT1H");
        CaseId id = id(number);
        LocalDate closedOn = LocalDate.now(clock);
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                    update cases.file set stage = 'TERMINATED_THIS_PROCEDURE', outcome = 'TERMINATED_THIS_PROCEDURE',
                           closed_on = :on where id = :id""").param("on", closedOn).param("id", id).update();
            events.publishEvent(new CaseClosed(id, number, new CourtCode("鄂1125"), Outcome.TERMINATED_THIS_PROCEDURE));
        });
        assertThat(node(number, "I05")).isEqualTo("OPEN");
        assertThat(call.post("", "/sandbox/holdings", """
                {"name":"乙八零二","idNumber":"%s","institution":"CCB","account":"6222999900000008021","amount":"50000.00"}""".formatted(number(802)))
                        .status())
                .isEqualTo(200);

        advance("P%dD".formatted(java.time.temporal.ChronoUnit.DAYS.between(closedOn, closedOn.plusMonths(6)) - 19));
        for (int day = 0; day < 5 && !deeds(number).contains("TOLD"); day++) {
            advance("P1D");
        }

        assertThat(deeds(number)).contains("TOLD", "FOUND");
        assertThat(node(number, "I06"))
                .as("the case stands on its officer's list again")
                .isEqualTo("OPEN");
        assertThat(jdbc.sql(
                                "select count(*) from documents.document where case_id = :id and kind = 'POST_TERMINATION_RESULT'")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from notices.notice where case_id = :id and node_code = 'I05'")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("the applicant is told")
                .isPositive();
        assertThat(jdbc.sql("select period from robot.run where case_id = :id and state = 'PLANNED'")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("2");
    }

    private Caller.Answer turn(String as, boolean on, String because) {
        return call.post(as, "/api/robot/switch", "{\"on\":%s,\"because\":\"%s\"}".formatted(on, because));
    }

    private List<String> deeds(CaseNumber number) {
        return lines(number).stream().map(l -> l.path("deed").asString()).toList();
    }

    private List<JsonNode> lines(CaseNumber number) {
        JsonNode answer = call.get("judge", "/api/robot?number=" + cn.sunlit.web.Show.segment(number.text()))
                .body();
        return StreamSupport.stream(answer.path("lines").spliterator(), false).toList();
    }

    private String node(CaseNumber number, String code) {
        for (JsonNode node : call.get("judge", Caller.casePath(number.text()) + "/lists/3")
                .body()
                .path("nodes")) {
            if (node.path("code").asString().equals(code)
                    && !node.path("state").asString().equals("DONE")) {
                return node.path("state").asString();
            }
        }
        return "";
    }

    private int requests(CaseNumber number) {
        return jdbc.sql("select count(*) from inquiries.request where case_id = :id")
                .param("id", id(number))
                .query(Integer.class)
                .single();
    }

    private CaseId id(CaseNumber number) {
        return new CaseId(jdbc.sql("select id from cases.file where number = :number")
                .param("number", number.text())
                .query(Long.class)
                .single());
    }

    private static String number(int i) {
        String seventeen = "42112519900307" + i;
        return seventeen + IdentityNumber.checkDigit(seventeen);
    }

    private CaseNumber file(int i) {
        var filed = call.post("filing", "/api/cases", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲","phone":"19000008801"}],
                 "respondents":[{"kind":"PERSON","name":"乙%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"2700.00"}]}""".formatted(
                        LocalDate.now(clock), 8000 + i, i == 802 ? "八零二" : "八零一", number(i)));
        assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
        return CaseNumber.parse(filed.body().path("number").asString());
    }

    private void advance(String by) {
        assertThat(call.post("", "/sandbox/clock", "{\"advance\":\"%s\"}".formatted(by))
                        .status())
                .isEqualTo(200);
    }
}
