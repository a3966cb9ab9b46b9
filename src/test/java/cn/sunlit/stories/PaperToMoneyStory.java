package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Proof;
import cn.sunlit.audit.ProofVerifier;
import cn.sunlit.audit.Signing;
import cn.sunlit.deadlines.ProofSheet;
import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Story 1, from paper to money: 甲 applies for 120,000 yuan and interest against 乙, and is paid; stations of 9 and 18. */
@SunlitTest(shared = "stories")
class PaperToMoneyStory {

    /** So many of the 34 institutions answer about a company. */
    private static final int ABOUT_ORGANISATIONS = 25;

    /** Nodes that every case has and that only come after its end: 归档. */
    private static final Set<String> AFTER_THE_END = Set.of("I04");

    @LocalServerPort
    private int port;

    private CourtHttp court;

    @BeforeEach
    void aCourt() {
        court = new CourtHttp("http://127.0.0.1:" + port);
    }

    @AfterEach
    void theWorldIsPerfectAgain() {
        behave("PERFECT");
    }

    private JsonNode inquiries(PaperToMoney story) {
        return court.get(story.at("/inquiries"), "judge").expect(200).json();
    }

    private void behave(String how) {
        court.post("/sandbox/institutions/behaviours", "", Map.of("behaviour", how))
                .expect(200);
    }

    @Test
    void 从申请到款项到手() throws Exception {
        behave("ORDINARY");
        PaperToMoney story = new PaperToMoney(court, "story-1");
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
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
        assertThat(listOne.get(1).path("state").asString()).isEqualTo("DONE");
        assertThat(story.nodes()).hasSize(76);
        done(story, "A02", "A03", "A04", "A05", "A06", "C01");

        // The robot asks overnight; every institution answers in its own time, two have an account.
        story.reach(1, 9);
        JsonNode asked = inquiries(story);
        for (int again = 0; again < 6 && asked.path("waiting").asInt() > 0; again++) {
            court.advance("PT30M");
            asked = inquiries(story);
        }
        assertThat(asked.path("total").asInt()).isEqualTo(ABOUT_ORGANISATIONS);
        assertThat(asked.path("answered").asInt()).as(asked.toString()).isEqualTo(ABOUT_ORGANISATIONS);
        long rich = story.deposit(PaperToMoney.RICH).path("id").asLong();
        story.deposit(PaperToMoney.POOR);
        done(story, "C02");

        // The officer opens the case: notice, order to report, service, call for clues.
        story.begin();
        story.begin();
        done(story, "A07", "B01", "B02", "B03", "B04");
        assertThat(story.documents("ENFORCEMENT_NOTICE"))
                .as("one notice although asked twice")
                .isEqualTo(1);

        // Up to the debt and not a fen more.
        LocalDate dayOfFreezing = story.today();
        Money left = Money.parse(court.get(story.at("/assets"), "judge")
                .json()
                .path("ceiling")
                .path("left")
                .asString());
        assertThat(left).as("debt and fee").isEqualTo(withFee(debtOn(dayOfFreezing)));
        JsonNode tooMuch = story.order("FREEZE", rich, left.plus(new Money(1)).toString())
                .expect(409)
                .json();
        assertThat(tooMuch.path("refusals").toString()).contains("law", "because");
        story.freeze();
        CourtHttp.Answer doubleClick = story.order("FREEZE", rich, PaperToMoney.RICH.toString());
        assertThat(doubleClick.status()).as(doubleClick.text()).isEqualTo(202);
        story.reach(1, 11);
        assertThat(story.measures("FREEZE", "EFFECTIVE")).isEqualTo(2);
        assertThat(story.measures("FREEZE")).isEqualTo(2);
        story.order("FREEZE", rich, "1.00").expect(409);
        assertThat(balance(story.richAccount())).as("frozen money stays").isEqualTo(PaperToMoney.RICH);
        done(story, "D01", "D06");

        // The period of the notice runs out: restriction and listing, two people.
        story.reach(8, 9);
        assertThat(story.node("G02").path("state").asString()).isEqualTo("OPEN");
        story.proposeSanctions();
        for (JsonNode sanction : story.sanctions()) {
            story.approveSanction(sanction.path("id").asLong(), "judge").expect(403);
            story.approveSanction(sanction.path("id").asLong(), "leader").expect(403);
        }
        story.approveSanctions();
        assertThat(story.sanctions()).allMatch(s -> s.path("state").asString().equals("EFFECTIVE"));
        done(story, "G02", "G03");

        // The account is drawn on, 乙 pays the rest into the case's own account the same day.
        story.deduct();
        story.reach(8, 11);
        assertThat(story.funds().path("received").asString()).isEqualTo("80000.00");
        assertThat(balance(story.richAccount())).isEqualTo(Money.ZERO);
        Money debt = debtOn(story.today());
        Money fee = feeOn(debt);
        assertThat(story.owed()).as("to the fen").isEqualTo(debt.plus(fee).minus(PaperToMoney.RICH));
        story.payTheRest();
        story.payTheRest();
        story.reach(8, 13);
        assertThat(story.owed()).as("nothing is owed any more").isEqualTo(Money.ZERO);

        // The plan shows principal, interest, double interest and fee with the articles.
        JsonNode plan = story.propose();
        JsonNode toCreditor = line(plan, "CREDITOR");
        LocalDate day = story.today();
        assertThat(toCreditor.path("toPrincipal").asString()).isEqualTo("120000.00");
        assertThat(toCreditor.path("toCosts").asString()).isEqualTo("2700.00");
        assertThat(toCreditor.path("toInterest").asString())
                .isEqualTo(interestOn(day).toString());
        assertThat(toCreditor.path("toDouble").asString())
                .isEqualTo(doubledOn(day).toString());
        assertThat(line(plan, "FEE").path("amount").asString()).isEqualTo(fee.toString());
        assertThat(story.funds().path("settlement").path("explanations").toString())
                .contains("law", "诉讼费用交纳办法第十四条");

        // Two people: who proposed cannot approve, another can, and once is enough.
        story.approve("judge").expect(403);
        assertThat(story.funds().path("balance").asString())
                .isEqualTo(debt.plus(fee).toString());
        story.approve("director").expect(200);
        assertThat(story.approve("director").status()).isIn(200, 409);

        // 甲 is paid, once, by the bank's own books; the sanctions are withdrawn the same day.
        story.reach(8, 16);
        assertThat(story.propose().path("state").asString()).isEqualTo("PAID");
        JsonNode funds = story.funds();
        assertThat(funds.path("paid").asString()).isEqualTo(debt.toString());
        assertThat(funds.path("fee").asString()).isEqualTo(fee.toString());
        assertThat(funds.path("balance").asString()).isEqualTo("0.00");
        assertThat(debits()).containsOnlyOnce(debt);
        done(story, "F01", "F02", "F06", "F07", "G06");
        assertThat(story.node("G06").path("doneOn").asString()).isEqualTo(day.toString());
        assertThat(story.sanctions())
                .allMatch(s -> s.path("state").asString().equals("WITHDRAWN")
                        && s.path("withdrawnOn").asString().equals(day.toString()));

        // What holds is lifted, the case closes; not before.
        assertThat(story.close().expect(409).json().path("refusals").toString()).contains("尚未解除");
        story.releaseAll();
        story.reach(8, 17);
        done(story, "D08");
        assertThat(story.measures("FREEZE", "EFFECTIVE")).isZero();
        story.close().expect(200);
        assertThat(story.stage()).isEqualTo("CLOSED");
        story.reach(9, 9);
        everyDeadlineKept(story);
        everySheetRecomputes(story);
        proofsVerify(story);
        JsonNode walk = court.get("/api/audit/walk", "director").expect(200).json();
        assertThat(walk.path("holds").asBoolean()).as(walk.toString()).isTrue();
    }

    /** List three at the end: what every case has is done with evidence, what was never needed never began. */
    private static void everyDeadlineKept(PaperToMoney story) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode node : story.nodes()) {
            String code = node.path("code").asString();
            String state = node.path("state").asString();
            String due = node.path("dueOn").asString("");
            String doneOn = node.path("doneOn").asString("");
            if (state.equals("OPEN") && !AFTER_THE_END.contains(code)) {
                wrong.add(code + " is left open");
            }
            if (state.equals("DONE") && node.path("evidence").isEmpty()) {
                wrong.add(code + " is done without evidence");
            }
            if (!node.path("alert").asString().equals("NONE") && !AFTER_THE_END.contains(code)) {
                wrong.add(code + " alerts " + node.path("alert").asString());
            }
            if (state.equals("DONE") && !due.isEmpty() && doneOn.compareTo(due) > 0) {
                wrong.add(code + " due " + due + " done " + doneOn);
            }
        }
        assertThat(wrong).isEmpty();
        done(story, "A02", "A03", "A04", "A05", "A06", "A07", "B01", "B02", "B03", "B04", "C01", "C02", "I03");
        for (String code : List.of("A01", "C04", "C09", "E07", "H01", "I01", "I05")) {
            assertThat(story.node(code).path("state").asString()).as(code).isEqualTo("PENDING");
        }
    }

    /** The command needs nothing but the file; a changed day is told. */
    private void everySheetRecomputes(PaperToMoney story) {
        int sheets = 0;
        for (JsonNode node : story.nodes()) {
            if (!node.path("run").isNumber()) {
                continue;
            }
            String file = court.get(story.at("/nodes/" + node.path("run").asLong() + "/proof"), "judge")
                    .expect(200)
                    .text();
            ProofSheet sheet = ProofSheet.read(file);
            assertThat(sheet.differences()).as(file).isEmpty();
            assertThat(String.valueOf(sheet.computation().result().dueOn()))
                    .isEqualTo(node.path("dueOn").asString("null"));
            assertThat(sheet.entry()).as("bound by the record").hasSize(64);
            String start = "\"on\":\"" + sheet.computation().start().on() + "\"";
            assertThat(file).contains(start);
            assertThat(ProofSheet.read(file.replace(start, "\"on\":\"2026-01-09\""))
                            .differences())
                    .as("a changed start")
                    .isNotEmpty();
            sheets++;
        }
        assertThat(sheets).isGreaterThan(20);
    }

    private void proofsVerify(PaperToMoney story) throws Exception {
        var key = Signing.ED25519.publicKey(court.get("/api/verify/public-key", "")
                .expect(200)
                .json()
                .path("key")
                .asString());
        JsonNode proofs =
                court.get(story.at("/proofs"), "judge").expect(200).json().path("proofs");
        assertThat(proofs.size()).isGreaterThan(30);
        for (JsonNode act : proofs) {
            String id = act.path("proof").asString();
            assertThat(court.get("/api/verify/" + id, "")
                            .expect(200)
                            .json()
                            .path("valid")
                            .asBoolean())
                    .as(act.toString())
                    .isTrue();
            String file =
                    court.get(story.at("/proofs/" + id), "judge").expect(200).text();
            Proof proof = JsonMapper.shared().readValue(file, Proof.class);
            assertThat(new ProofVerifier(List.of(key)).verify(proof).problems()).isEmpty();
        }
        String hash = proofs.path(0).path("hash").asString();
        assertThat(court.get("/verify/" + hash, "").expect(200).text()).contains("存证有效");
        assertThat(court.get("/verify/" + hash + "/qr", "").expect(200).text()).startsWith("<svg");
        assertThat(court.get("/verify", "").expect(200).text()).contains("粘贴文件的内容", "公钥（Ed25519）");
        assertThat(court.get("/verify/checkpoints", "").expect(200).text()).contains("下载检查点");
    }

    @Test
    void 不明款有候选_一人认领另一人复核_第三人代为履行的理由留痕() {
        PaperToMoney story = new PaperToMoney(court, "story-18", 9);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        story.file();
        // Somebody mistypes the last digit of the case's account and writes no case number.
        String account = story.funds().path("account").asString();
        String mistyped = account.substring(0, account.length() - 1) + (account.endsWith("0") ? "1" : "0");
        story.credit(mistyped, Money.parse("25000.00"), "丙某", "替乙某公司还款", "unknown-1");
        story.reach(0, 11);
        assertThat(story.funds().path("received").asString()).isEqualTo("0.00");
        JsonNode unknown = null;
        for (JsonNode each :
                court.get("/api/bank/suspense", "cashier").expect(200).json()) {
            if (each.path("payer").asString().equals("丙某")) {
                unknown = each;
            }
        }
        assertThat(unknown).as("the money lies in suspense").isNotNull();
        assertThat(unknown.path("candidates").toString()).contains(story.number(), "账号");

        String claims = "/api/bank/suspense/" + unknown.path("id").asLong() + "/claims";
        court.post(claims, "cashier", Map.of("caseNumber", story.number())).expect(422);
        JsonNode claim = court.post(
                        claims, "cashier", Map.of("caseNumber", story.number(), "reason", "账号末位笔误；丙某系乙某公司股东，自愿代为履行"))
                .expect(201)
                .json();
        String confirm = "/api/bank/claims/" + claim.path("id").asLong() + "/confirm";
        court.post(confirm, "cashier", "{}").expect(403);
        assertThat(story.funds().path("received").asString()).isEqualTo("0.00");
        court.post(confirm, "leader", "{}").expect(200);
        court.post(confirm, "leader", "{}").expect(200);
        assertThat(story.funds().path("received").asString()).isEqualTo("25000.00");
        assertThat(story.node("F01").path("evidence").toString()).contains("自愿代为履行");
        assertThat(court.get(story.at("/proofs"), "judge").expect(200).text()).contains("认领不明款");
    }

    // --- The law, written out. LPR of one year: 3.10% from 2025-02-20, 3.00% from 2025-05-20.

    private static Money interestOn(LocalDate day) {
        LocalDate change = LocalDate.of(2025, 5, 20);
        BigDecimal percentDays = new BigDecimal("3.10")
                .multiply(days(PaperToMoney.INTEREST_FROM, change))
                .add(new BigDecimal("3.00").multiply(days(change, day)));
        return yuan(new BigDecimal("120000")
                .multiply(percentDays)
                .divide(new BigDecimal("36500"), 2, RoundingMode.HALF_UP));
    }

    /** 0.175 per mille a day on what the title gives, costs included, from the day after the last day for performance. */
    private static Money doubledOn(LocalDate day) {
        return yuan(new BigDecimal("122700")
                .multiply(new BigDecimal("0.000175"))
                .multiply(days(PaperToMoney.PERFORMANCE_DUE, day))
                .setScale(2, RoundingMode.HALF_UP));
    }

    private static Money debtOn(LocalDate day) {
        return yuan(new BigDecimal("122700")).plus(interestOn(day)).plus(doubledOn(day));
    }

    /** 50 yuan up to 10,000 yuan, 1.5% of what lies between 10,000 and 500,000. */
    private static Money feeOn(Money debt) {
        return yuan(debt.yuan()
                .subtract(new BigDecimal("10000"))
                .multiply(new BigDecimal("0.015"))
                .add(new BigDecimal("50"))
                .setScale(2, RoundingMode.HALF_UP));
    }

    private static Money withFee(Money debt) {
        return debt.plus(feeOn(debt));
    }

    private static BigDecimal days(LocalDate from, LocalDate to) {
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
    }

    private static Money yuan(BigDecimal amount) {
        return Money.parse(amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString());
    }

    private static void done(PaperToMoney story, String... codes) {
        for (String code : codes) {
            assertThat(story.node(code).path("state").asString())
                    .as(() -> story.node(code).toString())
                    .isEqualTo("DONE");
        }
    }

    private static JsonNode line(JsonNode plan, String kind) {
        for (JsonNode line : plan.path("lines")) {
            if (line.path("kind").asString().equals(kind)) {
                return line;
            }
        }
        throw new AssertionError("no line " + kind + ": " + plan);
    }

    private Money balance(String account) {
        for (JsonNode holding : court.get("/sandbox/holdings", "").expect(200).json()) {
            if (holding.path("account").asString().equals(account)) {
                return Money.parse(holding.path("balance").asString());
            }
        }
        throw new AssertionError("no holding " + account);
    }

    private List<Money> debits() {
        List<Money> debits = new ArrayList<>();
        for (JsonNode movement :
                court.get("/sandbox/bank/ledger", "").expect(200).json().path("movements")) {
            if (movement.path("direction").asString().equals("DEBIT")) {
                debits.add(Money.parse(movement.path("amount").asString()));
            }
        }
        return debits;
    }
}
