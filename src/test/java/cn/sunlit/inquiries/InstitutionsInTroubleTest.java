package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filed;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.stories.InstitutionsJudge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Twenty cases against institutions that fail, stammer, speak of other people, and a process that dies in between. */
@SunlitTest
class InstitutionsInTroubleTest {

    private static final Actor CLERK = new Actor(
            Actor.Kind.STAFF, "filing", "立案", new CourtCode("鄂1125"), Set.of(Role.FILING_CLERK), null, Set.of());

    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "承办", new CourtCode("鄂1125"), Set.of(Role.OFFICER), null, Set.of());

    @LocalServerPort
    int port;

    @Autowired
    Cases cases;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Inquiries inquiries;

    @Autowired
    Clock clock;

    @Test
    void 二十件案件_三成出错_全部得到正确结果() throws Exception {
        post("/sandbox/institutions/ALL/faults", """
                {"errorRate":0.15,"busyRate":0.05,"cutRate":0.05,"halfRate":0.05,"garbageRate":0.05,"schemaRate":0.05,
                 "duplicateRate":0.2,"wrongPersonRate":0.1,"acceptRate":0.2,"seed":11}""");
        List<CaseId> filed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            filed.add(file(i).id());
        }
        // A process that dies after the institution did the work and before the answer was kept: the lease runs out.
        jdbc.sql(
                        "update inquiries.request set claimed_until = now() + interval '30 seconds' where id % 7 = 0 and state = 'QUEUED'")
                .update();
        for (int hour = 0; hour < 60 && waiting() > 0; hour++) {
            post("/sandbox/clock", "{\"advance\":\"PT1H\"}");
        }

        assertThat(waiting()).isZero();
        assertThat(count("select count(*) from inquiries.answer where quality in ('GARBAGE', 'WRONG_PERSON')"))
                .as("the faults did happen")
                .isPositive();
        assertThat(new InstitutionsJudge(jdbc, jdbc).judge().objections())
                .as("the institutions' own log says the same as the court's files")
                .isEmpty();
        assertThat(count("select count(*) from sandbox.institution_request where copies > 1"))
                .as("repeated requests were recognised by their key")
                .isPositive();
        assertThat(filed).hasSize(20);
    }

    @Test
    void 下班的单位不打扰_承诺时限从开门起算_未发送的可以取消() throws Exception {
        post("/sandbox/institutions/ALL/faults", "{}");
        // One minute a day, twelve hours from now: closed.
        LocalTime opens = LocalTime.now(clock).plusHours(12).withSecond(0).withNano(0);
        jdbc.sql("update inquiries.institution set opens = :opens, closes = :closes where code = 'TAX'")
                .param("opens", opens.isAfter(LocalTime.of(23, 58)) ? LocalTime.of(23, 57) : opens)
                .param("closes", opens.isAfter(LocalTime.of(23, 58)) ? LocalTime.of(23, 58) : opens.plusMinutes(1))
                .update();
        try {
            Filed filed = file(20);
            post("/sandbox/clock", "{\"advance\":\"PT1M\"}");
            assertThat(states(filed.id()))
                    .containsEntry("TAX", "QUEUED")
                    .containsEntry("ICBC", "ANSWERED")
                    .doesNotContainKey("SHIP");
            assertThat(count(
                            "select extract(epoch from promised_at - created_at)::int / 60 from inquiries.request where institution = 'TAX' and case_id = "
                                    + filed.id().value()))
                    .as("three days from the opening")
                    .isBetween(4320 + 10 * 60, 4320 + 13 * 60);

            assertThatThrownBy(() -> inquiries.cancel(CLERK, filed.number(), "已自动履行"))
                    .isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> inquiries.cancel(JUDGE, filed.number(), " "))
                    .isInstanceOf(Problem.Invalid.class);
            assertThat(inquiries.cancel(JUDGE, filed.number(), "已自动履行")).isEqualTo(1);
            assertThat(states(filed.id())).containsEntry("TAX", "CANCELLED");
            assertThatThrownBy(() -> inquiries.cancel(JUDGE, filed.number(), "再取消一次"))
                    .isInstanceOf(Problem.Conflict.class);
            assertThat(count("select count(*) from audit.entry where type = 'INQUIRY_ROUND_ENDED' and case_id = "
                            + filed.id().value()))
                    .as("the round is over, once")
                    .isEqualTo(1);
        } finally {
            jdbc.sql("update inquiries.institution set opens = null, closes = null where code = 'TAX'")
                    .update();
        }
    }

    private Map<String, String> states(CaseId id) {
        return jdbc
                .sql("select institution, state from inquiries.request where case_id = :id")
                .param("id", id)
                .query()
                .listOfRows()
                .stream()
                .collect(Collectors.toMap(r -> (String) r.get("institution"), r -> (String) r.get("state")));
    }

    private Filed file(int i) {
        String seventeen = "42112519900307" + "%03d".formatted(700 + i);
        String number = seventeen + IdentityNumber.checkDigit(seventeen);
        var json = JsonMapper.builder().build().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲"}],
                 "respondents":[{"kind":"PERSON","name":"乙%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"2700.00"}]}
                """.formatted(
                        1000 + i, "子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日".charAt(i), number));
        return cases.file(CLERK, cases.read(json));
    }

    private int waiting() {
        return count("select count(*) from inquiries.request where state in ('QUEUED', 'ACCEPTED', 'READING')");
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private void post(String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
