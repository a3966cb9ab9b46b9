package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Story 1, from paper to money: 甲 applies for 120,000 yuan and interest against 乙, and is paid. */
@SunlitTest
class PaperToMoneyStory {

    @LocalServerPort
    private int port;

    private PaperToMoney story;
    private CourtHttp court;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        story = new PaperToMoney(court, "story-1");
    }

    @Test
    void 从申请到款项到手() {
        story.twoAccountsExist();

        // Filed and numbered; list one the same minute.
        story.file();
        assertThat(story.number()).matches("（\\d{4}）鄂1125执\\d+号");
        String first = story.number();
        story.file();
        assertThat(story.number()).as("the same application twice is one case").isEqualTo(first);
        JsonNode listOne =
                court.get(story.at("/lists/1"), "judge").expect(200).json().path("nodes");
        assertThat(listOne).hasSize(23);
        assertThat(state(listOne, "P02")).isEqualTo("DONE");
        JsonNode listThree =
                court.get(story.at("/lists/3"), "judge").expect(200).json().path("nodes");
        assertThat(listThree).hasSize(76);
        for (String code : List.of("A02", "A03", "A04", "A05", "A06", "C01")) {
            assertThat(state(listThree, code)).as(code).isEqualTo("DONE");
        }

        // The officer opens the case: notice, order to report, service, call for clues.
        story.begin();
        story.begin();
        listThree = court.get(story.at("/lists/3"), "judge").expect(200).json().path("nodes");
        for (String code : List.of("A07", "B01", "B02", "B03", "B04")) {
            assertThat(state(listThree, code)).as(code).isEqualTo("DONE");
        }
        assertThat(documents("ENFORCEMENT_NOTICE"))
                .as("one notice although asked twice")
                .isEqualTo(1);

        // The robot asks overnight; two accounts answer.
        court.advance("P1D");
        assertThat(story.assets().toString()).contains("DEPOSIT");
        assertThat(story.richest().path("balance").asString()).isEqualTo("80000.00");

        // Up to the debt and not a fen more.
        long account = story.richest().path("id").asLong();
        Money ceiling = Money.parse(court.get(story.at("/assets"), "judge")
                .json()
                .path("ceiling")
                .path("left")
                .asString("999999.00"));
        CourtHttp.Answer tooMuch =
                story.order("FREEZE", account, ceiling.plus(new Money(1)).toString());
        assertThat(tooMuch.status()).as(tooMuch.text()).isBetween(400, 499);
        story.freeze();
        court.advance("PT2H");
        assertThat(story.hasMeasure("FREEZE", "EFFECTIVE"))
                .as(story.assets().toString())
                .isTrue();

        // The account is drawn on, 乙 pays the rest into the case's own account the same day.
        story.deduct();
        court.advance("PT2H");
        assertThat(story.funds().path("received").asString()).isEqualTo("80000.00");
        story.payTheRest();
        court.advance("PT1H");
        assertThat(Money.parse(story.owed())).as("nothing is owed any more").isEqualTo(Money.ZERO);

        // Two people: who proposed cannot approve, another can, and once is enough.
        story.propose();
        assertThat(story.approve("judge").status()).isBetween(400, 499);
        story.approve("director").expect(200);
        assertThat(story.approve("director").status()).isIn(200, 409);

        // 甲 is paid, once.
        court.advance("P1D");
        assertThat(story.propose().path("state").asString()).isEqualTo("PAID");
        JsonNode funds = story.funds();
        Money toCreditor = Money.parse(funds.path("paid").asString());
        Money fee = Money.parse(funds.path("fee").asString());
        assertThat(toCreditor.plus(fee))
                .isEqualTo(Money.parse(funds.path("received").asString()));

        // What holds is lifted, the case closes.
        court.post(story.at("/measures/release-all"), "judge", "{}");
        court.advance("PT2H");
        CourtHttp.Answer closing = story.close();
        assertThat(closing.status()).as(closing.text()).isEqualTo(200);
        assertThat(story.stage()).isEqualTo("CLOSED");

        // Every step with its evidence, every deadline kept.
        List<String> late = new ArrayList<>();
        for (JsonNode node :
                court.get(story.at("/lists/3"), "judge").expect(200).json().path("nodes")) {
            String due = node.path("dueOn").asString("");
            String done = node.path("doneOn").asString("");
            if (node.path("state").asString().equals("DONE") && !due.isEmpty() && done.compareTo(due) > 0) {
                late.add(node.path("code").asString() + " due " + due + " done " + done);
            }
        }
        assertThat(late).isEmpty();

        // The proof of any step verifies.
        JsonNode proofs = court.get(story.at("/proofs"), "judge").expect(200).json();
        JsonNode entries = proofs.has("proofs") ? proofs.path("proofs") : proofs.path("entries");
        assertThat(entries.size()).isGreaterThan(10);
        JsonNode proof = entries.get(entries.size() - 1);
        String id = proof.path("id").asString();
        assertThat(court.get("/api/verify/" + id, "")
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    private int documents(String kind) {
        JsonNode answer =
                court.get(story.at("/documents"), "judge").expect(200).json().path("documents");
        int count = 0;
        for (JsonNode document : answer) {
            if (document.path("kind").asString().equals(kind)) {
                count++;
            }
        }
        return count;
    }

    private static String state(JsonNode nodes, String code) {
        for (JsonNode node : nodes) {
            if (node.path("code").asString().equals(code)) {
                return node.path("state").asString();
            }
        }
        return "missing";
    }
}
