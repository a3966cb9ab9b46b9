package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Statements;
import cn.sunlit.SunlitTest;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.inquiries.AnswerStore.Came;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.keys.Keyring;
import cn.sunlit.web.WorkTurn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers are read many at a time, and nobody can tell but by the time it takes. */
@SunlitTest(shared = "cases")
class AnswerLotsTest {

    private static final Actor CLERK = new Actor(
            Actor.Kind.STAFF, "filing", "立案", new CourtCode("鄂1125"), Set.of(Role.FILING_CLERK), null, Set.of());

    @Autowired
    Cases cases;

    @Autowired
    AnswerReader reader;

    @Autowired
    AnswerStore answers;

    @Autowired
    Keyring keys;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    BusyLines lines;

    @Autowired
    WorkTurn turn;

    @Test
    void 三案一百项查无反馈_合读所用的语句不到一项一句() {
        undisturbed(this::readAHundred);
    }

    @Test
    void 一批之中_重复的_放弃的_读不了的_各得其所() {
        undisturbed(this::readAMixedLot);
    }

    /** What is filed meanwhile is sent to nobody, and nobody else reads. */
    private void undisturbed(Runnable test) {
        turn.alone(() -> {
            try {
                while (lines.any()) {
                    lines.awaitOne(Duration.ofSeconds(1));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            reader.runDue();
            test.run();
            return true;
        });
    }

    private void readAHundred() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.addAll(asked(file(i)));
        }
        assertThat(asked).hasSize(102);
        int kept = Statements.of(() -> keep(asked.stream().map(a -> a.none()).toList()));
        assertThat(kept).isBetween(2, 8);
        List<String> sent = Statements.sentBy(() -> assertThat(reader.runDue()).isEqualTo(102));
        assertThat(sent.size()).as("%s", sent).isBetween(20, 100);
        assertThat(asked).allMatch(a -> state(a).equals("ANSWERED"));
        assertThat(asked.stream().map(Asked::caseId).distinct()).allMatch(id -> ends(id) == 1);
    }

    private void readAMixedLot() {
        CaseId id = file(10);
        List<Asked> asked = asked(id);
        Asked hopeless = asked.getFirst();
        Asked bank = asked.stream()
                .filter(a -> a.institution().equals("ABC"))
                .findFirst()
                .orElseThrow();
        Asked broken = asked.getLast();
        jdbc.sql("update inquiries.request set attempts = 11 where id = :id")
                .param("id", hopeless.request())
                .update();
        List<Came> came = new ArrayList<>();
        came.add(hopeless.reply("{\"requestId\":\"另一个\"}"));
        asked.stream().filter(a -> a != hopeless && a != broken && a != bank).forEach(a -> came.add(a.none()));
        came.add(bank.reply("""
                {"requestId":"%s","subject":%s,"result":"FOUND","assets":[
                 {"kind":"DEPOSIT","title":"存款","key":"6222888800001","nature":"SETTLEMENT","balance":"9.00","available":"9.00"}]}""".formatted(bank.requestId(), bank.subject())));
        keep(came);
        keep(List.of(bank.none()));
        // Bytes that no key of this court has sealed: whoever reads them stops.
        keep(List.of(new Came(broken.request(), clock.instant(), new byte[40], "0".repeat(64))));

        reader.runDue();
        assertThat(state(hopeless)).isEqualTo("MANUAL");
        assertThat(state(bank)).isEqualTo("ANSWERED");
        assertThat(qualities(bank)).containsExactly("GOOD", "DUPLICATE");
        assertThat(state(broken)).isEqualTo("READING");
        assertThat(qualities(broken)).containsExactly("UNREAD");
        assertThat(asked.stream().filter(a -> state(a).equals("ANSWERED"))).hasSize(asked.size() - 2);
        assertThat(ends(id)).as("one answer is still to be read").isZero();

        transaction.executeWithoutResult(
                t -> jdbc.sql("update inquiries.answer set raw_sealed = :raw where request_id = :id")
                        .param("raw", broken.none().rawSealed())
                        .param("id", broken.request())
                        .update());
        assertThat(reader.runDue()).isEqualTo(1);
        assertThat(ends(id)).isEqualTo(1);
        assertThat(jdbc.sql("""
                        select summary from audit.entry where type = 'INQUIRY_ROUND_ENDED' and case_id = :id""").param("id", id).query(String.class).single())
                .contains("%d项已反馈，1项转人工处理，共查得财产信息1项".formatted(asked.size() - 1));
    }

    /** A request as it lies in the outbox. */
    private final class Asked {
        private final long request;
        private final CaseId caseId;
        private final String institution;
        private final JsonNode body;

        private Asked(long request, CaseId caseId, String institution, byte[] sealed) {
            this.request = request;
            this.caseId = caseId;
            this.institution = institution;
            this.body = JsonMapper.shared().readTree(keys.decrypt(Institutions.BODY, sealed));
        }

        long request() {
            return request;
        }

        CaseId caseId() {
            return caseId;
        }

        String institution() {
            return institution;
        }

        String requestId() {
            return body.path("requestId").asString();
        }

        String subject() {
            return body.path("subject").toString();
        }

        Came none() {
            return reply("""
                    {"requestId":"%s","subject":%s,"result":"NONE","assets":[]}""".formatted(requestId(), subject()));
        }

        Came reply(String text) {
            byte[] raw = text.getBytes(StandardCharsets.UTF_8);
            return new Came(request, clock.instant(), keys.encrypt(Institutions.BODY, raw), InquiryClient.sha256(raw));
        }
    }

    private List<Asked> asked(CaseId id) {
        return jdbc.sql("select id, institution, body_sealed from inquiries.request where case_id = :id order by id")
                .param("id", id)
                .query((row, n) ->
                        new Asked(row.getLong("id"), id, row.getString("institution"), row.getBytes("body_sealed")))
                .list();
    }

    private void keep(List<Came> came) {
        transaction.executeWithoutResult(t -> answers.keep(came));
    }

    private String state(Asked asked) {
        return jdbc.sql("select state from inquiries.request where id = :id")
                .param("id", asked.request())
                .query(String.class)
                .single();
    }

    private List<String> qualities(Asked asked) {
        return jdbc.sql("select quality from inquiries.answer where request_id = :id order by id")
                .param("id", asked.request())
                .query(String.class)
                .list();
    }

    private int ends(CaseId id) {
        return jdbc.sql("select count(*) from audit.entry where type = 'INQUIRY_ROUND_ENDED' and case_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private CaseId file(int i) {
        String seventeen = "42112519910408" + "%03d".formatted(300 + i);
        var json = JsonMapper.shared().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
                 "applicants":[{"kind":"PERSON","name":"甲"}],
                 "respondents":[{"kind":"PERSON","name":"乙%s","idType":"RESIDENT_ID","idNumber":"%s"}],
                 "obligations":[{"kind":"MONEY","principal":"120000.00"}]}
                """.formatted(
                        8300 + i, "子丑寅卯辰巳午未申酉戌亥".charAt(i), seventeen + IdentityNumber.checkDigit(seventeen)));
        return cases.file(CLERK, cases.read(json)).id();
    }
}
