package cn.sunlit.sandbox;

import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Invented cases by rule, in the JSON of the API; the same item is always the same case. */
final class DemoCases {

    static final CourtCode COURT = new CourtCode("鄂1125");

    private static final String[] CAUSES = {
        "民间借贷纠纷", "买卖合同纠纷", "金融借款合同纠纷", "机动车交通事故责任纠纷", "建设工程施工合同纠纷", "劳动争议", "房屋租赁合同纠纷", "抚养费纠纷"
    };
    private static final String[] STAGES = {
        "OPEN", "OPEN", "OPEN", "OPEN", "OPEN", "OPEN", "CLOSED", "TERMINATED_THIS_PROCEDURE", "CLOSED", "SUSPENDED"
    };

    private final JsonMapper json = JsonMapper.builder().build();

    /** A case that runs or has closed, with its number, dates and the outlines of its history. */
    ObjectNode existing(int item, LocalDate today) {
        LocalDate filed = today.minusDays(20 + (item * 37L) % 700);
        String stage = STAGES[item % STAGES.length];
        ObjectNode it = application(item, filed.minusDays(3));
        it.put("number", "（%d）鄂1125执%d号".formatted(filed.getYear(), 1000 + item));
        it.put("filedOn", filed.toString());
        it.put("stage", stage);
        boolean over = stage.equals("CLOSED") || stage.equals("TERMINATED_THIS_PROCEDURE");
        ArrayNode events = it.putArray("events");
        event(events, filed, "立案", "登记立案");
        event(events, filed.plusDays(4), "制发执行通知书", null);
        if (over) {
            LocalDate closed = earlier(filed.plusDays(60 + item % 90), today);
            it.put("closedOn", closed.toString());
            it.put("outcome", stage.equals("CLOSED") ? "FULLY_PERFORMED" : "TERMINATED_THIS_PROCEDURE");
            it.put(
                    "recovered",
                    stage.equals("CLOSED") ? principal(item) + ".00" : "%d.00".formatted(principal(item) / 10));
            event(events, closed, "结案", null);
        }
        return it;
    }

    /** A new application of the last days. */
    ObjectNode fresh(int item, LocalDate today) {
        return application(item, today.minusDays(item % 5));
    }

    private ObjectNode application(int item, LocalDate received) {
        ObjectNode it = json.createObjectNode();
        it.put("court", COURT.value());
        it.put("type", "FIRST_ENFORCEMENT");
        it.put("receivedOn", received.toString());
        String cause = CAUSES[item % CAUSES.length];
        boolean livelihood = cause.equals("劳动争议") || cause.equals("抚养费纠纷");
        it.put("livelihood", livelihood);
        it.put("cause", cause);
        ObjectNode title = it.putObject("title");
        title.put("kind", item % 3 == 0 ? "MEDIATION" : "JUDGMENT");
        title.put("number", "（%d）鄂1125民初%d号".formatted(received.getYear(), 2000 + item));
        title.put("court", COURT.value());
        title.put("effectiveOn", received.minusDays(45).toString());
        title.put("performanceDue", received.minusDays(30).toString());
        boolean bank = cause.equals("金融借款合同纠纷");
        side(
                it.putArray("applicants"),
                bank ? InventedPeople.company(item + 500) : InventedPeople.person(2 * item),
                true);
        boolean company = item % 3 == 1;
        // Every ninth debtor owes in several cases.
        int debtor = item % 9 == 0 ? 9 : item;
        side(
                it.putArray("respondents"),
                company ? InventedPeople.company(debtor) : InventedPeople.person(2 * debtor + 1),
                false);
        ArrayNode obligations = it.putArray("obligations");
        ObjectNode money = obligations.addObject();
        money.put("kind", "MONEY");
        money.put("principal", principal(item) + ".00");
        money.put("costs", "%d.00".formatted(50 + principal(item) / 80));
        if (!livelihood) {
            ObjectNode interest = money.putObject("interest");
            ObjectNode rate = interest.putObject("rate");
            rate.put("kind", "LPR_1Y");
            rate.put("multiple", item % 4 == 0 ? "4" : "1");
            interest.put("from", received.minusDays(400).toString());
        }
        if (item % 11 == 0) {
            ObjectNode conduct = obligations.addObject();
            conduct.put("kind", "CONDUCT");
            conduct.put("description", "交付登记在案的车辆及钥匙");
        }
        if (item % 2 == 0) {
            ObjectNode clue = it.putArray("clues").addObject();
            clue.put("kind", "DEPOSIT");
            clue.put("description", "被执行人在本县有银行账户");
        }
        return it;
    }

    private static long principal(int item) {
        return 8_000 + (item * 7_919L) % 480_000 / 100 * 100;
    }

    private static void side(ArrayNode parties, InventedPeople.Somebody who, boolean paid) {
        ObjectNode party = parties.addObject();
        party.put("kind", who.company() ? "ORGANISATION" : "PERSON");
        party.put("name", who.name());
        party.put("idType", who.company() ? "CREDIT_CODE" : "RESIDENT_ID");
        party.put("idNumber", who.number());
        party.put("phone", who.phone());
        party.put("address", "湖北省浠水县演示路%s号".formatted(who.phone().substring(8)));
        if (paid) {
            ObjectNode payee = party.putObject("payee");
            payee.put("name", who.name());
            payee.put("bank", "演示商业银行浠水支行");
            payee.put("account", who.account());
        }
    }

    private static void event(ArrayNode events, LocalDate on, String what, @Nullable String detail) {
        ObjectNode event = events.addObject();
        event.put("date", on.toString());
        event.put("event", what);
        if (detail != null) {
            event.put("detail", detail);
        }
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
