package cn.sunlit.stories;

import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Story 1 through HTTP, step by step. Each step looks first at what the court already knows, so that it can be said again
 * after the program was killed in the middle of it.
 */
final class PaperToMoney {

    static final Money PRINCIPAL = Money.parse("120000.00");
    static final Money COSTS = Money.parse("2700.00");
    static final Money RICH = Money.parse("80000.00");
    static final Money POOR = Money.parse("3500.00");
    static final LocalDate INTEREST_FROM = LocalDate.of(2025, 3, 1);
    static final LocalDate PERFORMANCE_DUE = LocalDate.of(2026, 10, 20);

    final CourtHttp court;
    private final String key;
    private final int serial;
    private final String creditor;
    private final String debtor;
    private String number = "";
    private LocalDate begun = LocalDate.MIN;

    PaperToMoney(CourtHttp court, String key) {
        this(court, key, 7);
    }

    /** @param serial makes other people, other accounts */
    PaperToMoney(CourtHttp court, String key, int serial) {
        this.court = court;
        this.key = key;
        this.serial = serial;
        this.creditor = resident("999900197203%02d012".formatted(serial % 28 + 1));
        this.debtor = company("91999900MA%07d".formatted(serial * 111));
    }

    String number() {
        return number;
    }

    String at(String rest) {
        return CourtHttp.caseAt(number) + rest;
    }

    LocalDateTime now() {
        return OffsetDateTime.parse(court.get("/sandbox/clock", "")
                        .expect(200)
                        .json()
                        .path("now")
                        .asString())
                .toLocalDateTime();
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    /** The story begins on this day in the morning; the days of its steps count from here. */
    void begins(LocalDate day) {
        begun = day;
    }

    LocalDate begun() {
        return begun;
    }

    /** Moves the clock to an hour of a day of the story, unless it stands later already. */
    void reach(int day, int hour) {
        Duration left = Duration.between(now(), begun.plusDays(day).atTime(hour, 0));
        if (left.toSeconds() > 0) {
            court.advance("PT%dS".formatted(left.toSeconds()));
        }
    }

    /**
     * Moves the clock to an hour at which others have answered; further, when the machine was so slow that somebody's answer was
     * given up and is asked for again.
     */
    private void answered(int day, int hour, BooleanSupplier there) {
        for (int at = hour; at < 20; at++) {
            reach(day, at);
            if (there.getAsBoolean()) {
                return;
            }
        }
    }

    private Money sum(String what) {
        return Money.parse(funds().path(what).asString());
    }

    /** The steps in their order; each may be said again. */
    Map<String, Runnable> steps() {
        Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("乙公司在两家银行有存款", () -> {
            reach(0, 9);
            if (number.isEmpty()) {
                twoAccountsExist();
            }
        });
        steps.put("甲申请执行，立案", this::file);
        steps.put("机器人夜间查询", () -> answered(1, 9, () -> assets().size() >= 2));
        steps.put("承办人启动", this::begin);
        steps.put("冻结", this::freeze);
        steps.put("银行回执冻结", () -> answered(1, 11, () -> measures("FREEZE", "EFFECTIVE") == 2));
        steps.put("履行期间届满", () -> reach(8, 9));
        steps.put("提请惩戒", this::proposeSanctions);
        steps.put("批准惩戒", this::approveSanctions);
        steps.put("扣划", this::deduct);
        steps.put("扣划到账", () -> answered(8, 11, () -> sum("received").isPositive()));
        steps.put("乙付余款", this::payTheRest);
        steps.put("余款到账", () -> answered(8, 13, () -> !owed().isPositive()));
        steps.put("拟定发放", this::propose);
        steps.put("审批发放", () -> {
            if (propose().path("state").asString().equals("PROPOSED")) {
                approve("director").expect(200);
            }
        });
        steps.put("银行付款", () -> answered(8, 16, () -> sum("paid").isPositive()));
        steps.put("解除冻结", this::releaseAll);
        steps.put("银行回执解除", () -> answered(8, 17, () -> measures("FREEZE", "EFFECTIVE") == 0));
        steps.put("结案", () -> {
            if (!stage().equals("CLOSED")) {
                close().expect(200);
            }
        });
        steps.put("次日", () -> reach(9, 9));
        return steps;
    }

    String richAccount() {
        return "62229999000%08d".formatted(serial * 10 + 1);
    }

    private String poorAccount() {
        return "62109999000%08d".formatted(serial * 10 + 2);
    }

    /** 乙公司 has money in two banks; everybody else knows nothing of it. */
    void twoAccountsExist() {
        court.post("/sandbox/holdings/only", "", Map.of("idNumber", debtor)).expect(200);
        for (Map<String, String> account : List.of(
                Map.of("institution", "ICBC", "account", richAccount(), "amount", RICH.toString()),
                Map.of("institution", "RCB", "account", poorAccount(), "amount", POOR.toString()))) {
            Map<String, String> holding = new HashMap<>(account);
            holding.put("name", "乙某公司");
            holding.put("idNumber", debtor);
            holding.put("kind", "DEPOSIT");
            court.post("/sandbox/holdings", "", holding).expect(200);
        }
    }

    String application() {
        return """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-10-10","performanceDue":"%s"},
                 "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"%s","phone":"1900000880%d",
                   "payee":{"name":"甲某","bank":"演示商业银行","account":"6299990000000088011"}}],
                 "respondents":[{"kind":"ORGANISATION","name":"乙某公司","idType":"CREDIT_CODE","idNumber":"%s","phone":"19000008802"}],
                 "obligations":[{"kind":"MONEY","principal":"%s","costs":"%s",
                   "interest":{"rate":{"kind":"LPR_1Y","multiple":"1"},"from":"%s"}}]}""".formatted(
                        begun.equals(LocalDate.MIN) ? today() : begun,
                        PERFORMANCE_DUE,
                        creditor,
                        serial == 7 ? 1 : 3,
                        debtor,
                        PRINCIPAL,
                        COSTS,
                        INTEREST_FROM);
    }

    /** 甲 applies; the same application twice is one case. */
    void file() {
        number = court.post("/api/cases", "filing", application(), "Idempotency-Key", key)
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    /** The officer whom the court drew for the case. */
    String officer() {
        return court.get(at(""), "director").expect(200).json().path("officer").asString();
    }

    /** The officer opens the case; twice is once. */
    void begin() {
        court.post(at("/initiation"), "judge", "{}").expect(200);
    }

    JsonNode assets() {
        return court.get(at("/assets"), "judge").expect(200).json().path("assets");
    }

    /** The deposit with this balance. */
    JsonNode deposit(Money balance) {
        for (JsonNode asset : assets()) {
            if (asset.path("kind").asString().equals("DEPOSIT")
                    && asset.path("balance").asString().equals(balance.toString())) {
                return asset;
            }
        }
        throw new AssertionError("no account with " + balance + " was found: " + assets());
    }

    CourtHttp.Answer order(String kind, long asset, String amount) {
        return court.post(at("/measures"), "judge", Map.of("kind", kind, "assetId", asset, "amount", amount));
    }

    int measures(String kind, String... states) {
        int count = 0;
        for (JsonNode asset : assets()) {
            for (JsonNode measure : asset.path("measures")) {
                if (measure.path("kind").asString().equals(kind)
                        && (states.length == 0
                                || List.of(states)
                                        .contains(measure.path("state").asString()))) {
                    count++;
                }
            }
        }
        return count;
    }

    void freeze() {
        for (Money balance : List.of(RICH, POOR)) {
            JsonNode account = deposit(balance);
            if (account.path("measures").isEmpty()) {
                order("FREEZE", account.path("id").asLong(), balance.toString()).expect(202);
            }
        }
    }

    void deduct() {
        if (measures("DEDUCT") == 0) {
            order("DEDUCT", deposit(RICH).path("id").asLong(), RICH.toString()).expect(202);
        }
    }

    void releaseAll() {
        if (measures("RELEASE") == 0) {
            court.post(at("/measures/release-all"), "judge", "{}").expect(202);
        }
    }

    JsonNode sanctions() {
        return court.get(at("/sanctions"), "judge").expect(200).json();
    }

    /** The officer proposes restriction and listing; a proposal again finds the first. */
    void proposeSanctions() {
        if (sanctions().isEmpty() || sanctions().size() < 2) {
            proposeSanction("CONSUMPTION_RESTRICTION", "NOT_PERFORMED").expect(201);
            proposeSanction("DISHONESTY_LISTING", "CAPABLE_BUT_REFUSES").expect(201);
        }
    }

    CourtHttp.Answer proposeSanction(String kind, String ground) {
        return court.post(
                at("/sanctions"), "judge", Map.of("kind", kind, "ground", ground, "facts", "账户有存款八万余元，执行通知指定期间届满仍未履行"));
    }

    void approveSanctions() {
        for (JsonNode sanction : sanctions()) {
            if (sanction.path("state").asString().equals("PROPOSED")) {
                approveSanction(sanction.path("id").asLong(), "director").expect(200);
            }
        }
    }

    CourtHttp.Answer approveSanction(long id, String who) {
        return court.post(at("/sanctions/" + id + "/approve"), who, "{}");
    }

    JsonNode funds() {
        return court.get(at("/funds"), "cashier").expect(200).json();
    }

    /** What is still owed to the fen, fee included, as the court computes it today. */
    Money owed() {
        JsonNode settlement = funds().path("settlement");
        return Money.parse(settlement.path("remaining").asString())
                .plus(Money.parse(settlement.path("remainingFee").asString()));
    }

    /** 乙 pays what is owed once: the bank knows the transfer by its own key. */
    void payTheRest() {
        if (owed().isPositive()) {
            credit(funds().path("account").asString(), owed(), "乙某公司", number, key + "-rest");
        }
    }

    void credit(String account, Money amount, String payer, String remark, String reference) {
        court.post(
                        "/sandbox/bank/credits",
                        "",
                        Map.of(
                                "account",
                                account,
                                "amount",
                                amount.toString(),
                                "payer",
                                payer,
                                "remark",
                                remark,
                                "key",
                                reference))
                .expect(201);
    }

    /** The officer proposes once. @return the proposal */
    JsonNode propose() {
        JsonNode all = court.get(at("/distributions"), "judge").expect(200).json();
        for (JsonNode each : all) {
            if (!each.path("state").asString().equals("SUPERSEDED")) {
                return each;
            }
        }
        return court.post(at("/distributions"), "judge", "{}").expect(201).json();
    }

    CourtHttp.Answer approve(String who) {
        return court.post(at("/distributions/" + propose().path("id").asLong() + "/approve"), who, "{}");
    }

    String stage() {
        return court.get(at(""), "judge").expect(200).json().path("stage").asString();
    }

    CourtHttp.Answer close() {
        return court.post(at("/closing"), "judge", Map.of("outcome", "FULLY_PERFORMED"));
    }

    JsonNode nodes() {
        return court.get(at("/lists/3"), "judge").expect(200).json().path("nodes");
    }

    JsonNode node(String code) {
        for (JsonNode node : nodes()) {
            if (node.path("code").asString().equals(code)) {
                return node;
            }
        }
        throw new AssertionError("no node " + code);
    }

    int documents(String kind) {
        int count = 0;
        for (JsonNode document :
                court.get(at("/documents"), "judge").expect(200).json().path("documents")) {
            if (document.path("kind").asString().equals(kind)) {
                count++;
            }
        }
        return count;
    }

    static String resident(String seventeen) {
        return seventeen + IdentityNumber.checkDigit(seventeen);
    }

    private static String company(String seventeen) {
        return seventeen + CreditCode.checkCharacter(seventeen);
    }
}
