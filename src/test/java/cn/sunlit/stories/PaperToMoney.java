package cn.sunlit.stories;

import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.IdentityNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Story 1 through HTTP, step by step. Each step looks first at what the court already knows, so that it can be said again
 * after the program was killed in the middle of it.
 */
final class PaperToMoney {

    static final String PRINCIPAL = "120000.00";
    static final String COSTS = "2700.00";

    final CourtHttp court;
    private final String key;
    private final String creditor = resident("999900197203041");
    private final String debtor = company("91999900MA0000777");
    private String number = "";

    PaperToMoney(CourtHttp court, String key) {
        this.court = court;
        this.key = key;
    }

    String number() {
        return number;
    }

    String at(String rest) {
        return CourtHttp.caseAt(number) + rest;
    }

    LocalDate today() {
        return LocalDate.parse(court.get("/sandbox/clock", "")
                .expect(200)
                .json()
                .path("now")
                .asString()
                .substring(0, 10));
    }

    /** 乙公司 has money in two banks; everybody else knows nothing of it. */
    void twoAccountsExist() {
        for (Map<String, String> account : List.of(
                Map.of("institution", "ICBC", "account", "6222999900000000017", "amount", "80000.00"),
                Map.of("institution", "RCB", "account", "6210999900000000025", "amount", "3500.00"))) {
            Map<String, String> holding = new java.util.HashMap<>(account);
            holding.put("name", "乙某公司");
            holding.put("idNumber", debtor);
            holding.put("kind", "DEPOSIT");
            court.post("/sandbox/holdings", "", holding).expect(200);
        }
    }

    /** 甲 applies; the same application twice is one case. */
    void file() {
        LocalDate today = today();
        String application = """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"%s","performanceDue":"%s"},
                 "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"%s","phone":"19000008801",
                   "payee":{"name":"甲某","bank":"演示商业银行","account":"6299990000000088011"}}],
                 "respondents":[{"kind":"ORGANISATION","name":"乙某公司","idType":"CREDIT_CODE","idNumber":"%s","phone":"19000008802"}],
                 "obligations":[{"kind":"MONEY","principal":"%s","costs":"%s",
                   "interest":{"rate":{"kind":"LPR_1Y","multiple":"1"},"from":"2025-03-01"}}]}""".formatted(today, "2026-10-10", "2026-10-20", creditor, debtor, PRINCIPAL, COSTS);
        number = court.post("/api/cases", "filing", application, "Idempotency-Key", key)
                .expect(201)
                .json()
                .path("number")
                .asString();
    }

    /** The officer opens the case; twice is once. */
    void begin() {
        court.post(at("/initiation"), "judge", "{}").expect(200);
    }

    JsonNode assets() {
        return court.get(at("/assets"), "judge").expect(200).json().path("assets");
    }

    JsonNode richest() {
        JsonNode best = null;
        for (JsonNode asset : assets()) {
            if (asset.path("kind").asString().equals("DEPOSIT")
                    && (best == null
                            || new java.math.BigDecimal(asset.path("balance").asString("0"))
                                            .compareTo(new java.math.BigDecimal(
                                                    best.path("balance").asString("0")))
                                    > 0)) {
                best = asset;
            }
        }
        if (best == null) {
            throw new AssertionError("no account was found: " + assets());
        }
        return best;
    }

    CourtHttp.Answer order(String kind, long asset, String amount) {
        return court.post(at("/measures"), "judge", Map.of("kind", kind, "assetId", asset, "amount", amount));
    }

    boolean hasMeasure(String kind, String... states) {
        for (JsonNode asset : assets()) {
            for (JsonNode measure : asset.path("measures")) {
                if (measure.path("kind").asString().equals(kind)
                        && (states.length == 0
                                || List.of(states)
                                        .contains(measure.path("state").asString()))) {
                    return true;
                }
            }
        }
        return false;
    }

    void freeze() {
        if (!hasMeasure("FREEZE")) {
            order("FREEZE", richest().path("id").asLong(), "80000.00").expect(202);
        }
    }

    void deduct() {
        if (!hasMeasure("DEDUCT")) {
            order("DEDUCT", richest().path("id").asLong(), "80000.00").expect(202);
        }
    }

    JsonNode funds() {
        return court.get(at("/funds"), "cashier").expect(200).json();
    }

    /** What is still owed to the fen, fee included, as the court computes it today. */
    String owed() {
        JsonNode settlement = funds().path("settlement");
        return new java.math.BigDecimal(settlement.path("remaining").asString())
                .add(new java.math.BigDecimal(settlement.path("remainingFee").asString()))
                .toPlainString();
    }

    void payTheRest() {
        String owed = owed();
        if (new java.math.BigDecimal(owed).signum() > 0) {
            court.post(
                            "/sandbox/bank/credits",
                            "",
                            Map.of(
                                    "account",
                                    funds().path("account").asString(),
                                    "amount",
                                    owed,
                                    "payer",
                                    "乙某公司",
                                    "remark",
                                    number))
                    .expect(201);
        }
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

    private static String resident(String fifteenPlusTwo) {
        String seventeen = fifteenPlusTwo.length() == 17 ? fifteenPlusTwo : fifteenPlusTwo + "12";
        return seventeen + IdentityNumber.checkDigit(seventeen);
    }

    private static String company(String seventeen) {
        return seventeen + CreditCode.checkCharacter(seventeen);
    }
}
