package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Machines;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Story 20, the quiet drawer: one officer lets cases lie, another serves one applicant first. Nobody reports anything; the
 * alerts climb to the director on the days that the court's periods say, through an outage of three days, and the supervisor
 * sees both patterns with their cases.
 */
@SunlitTest
class QuietDrawerStory {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    @LocalServerPort
    private int port;

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private Courts courts;

    @Autowired
    private Machines machines;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private CourtHttp court;

    @Test
    void 压案不办的逐级升级至局长和监督人员_先办某一申请执行人的有数字和案件() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        PaperToMoney people = new PaperToMoney(court, "drawer", 21);
        people.begins(nextMonday(people.today()));
        people.reach(0, 9);
        somePeopleWork();
        OrdersOfSupervision.others(courts, staff, machines, COURT);

        // Monday: three cases go into the drawer, eleven to the officer who has a friend.
        List<String> drawer = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            drawer.add(filed(100 + i, 40 + i, "still"));
        }
        List<String> friends = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            friends.add(filed(200 + i, 1, "friendly"));
        }
        for (int i = 0; i < 6; i++) {
            others.add(filed(300 + i, 50 + i, "friendly"));
        }
        LocalDate monday = people.begun();

        // The friend's cases are taken up the same afternoon, the others a week later.
        people.reach(0, 15);
        friends.forEach(each -> begun(each, "friendly"));
        days(people, 1, 3);
        // From Thursday night on no alert is raised and none climbs for three days: another process holds the jobs and
        // hangs.
        transaction.executeWithoutResult(hanging -> {
            jdbc.sql("select 1 from docket.watermark where job = 'alerts' for update")
                    .query()
                    .listOfRows();
            jdbc.sql("select 1 from alerts.watermark where job = 'climb' for update")
                    .query()
                    .listOfRows();
            days(people, 4, 6);
        });
        days(people, 7, 8);
        others.forEach(each -> begun(each, "friendly"));
        days(people, 9, 11);

        // A07 had to be done within three days of the assignment: overdue from Friday.
        LocalDate overdue = monday.plusDays(4);
        LocalDate toLeader = workingDay(overdue, 1);
        LocalDate toDirector = workingDay(toLeader, 3);
        String number = drawer.getFirst();
        assertThat(overdueOf("leader", number)).containsExactly("团队负责人 " + toLeader, "执行局局长 " + toDirector);
        assertThat(overdueOf("director", number)).isNotEmpty();
        assertThat(page("director", "MINE", number))
                .as("it is now the director's")
                .isNotNull();
        JsonNode told = page("director", "COURT", number);
        assertThat(told.path("rung").asString()).isEqualTo("DIRECTOR");
        assertThat(told.path("owner").asString()).isEqualTo("静法官");

        // He explains; that holds it until the term, and everybody above can read it.
        court.post(
                        "/api/alerts/" + told.path("id").asLong() + "/explanation",
                        "still",
                        Map.of("kind", "WORKLOAD", "text", "近期出差，回院后即办", "until", workingDay(toDirector, 2)))
                .expect(201);
        assertThat(page("director", "COURT", number).path("explainedUntil").asString())
                .isEqualTo(workingDay(toDirector, 2).toString());
        court.post(
                        "/api/alerts/" + told.path("id").asLong() + "/explanation",
                        "still",
                        Map.of("kind", "WORKLOAD", "text", "仍在出差，回院后即办", "until", workingDay(toDirector, 2)))
                .expect(409);

        OrdersOfSupervision orders = new OrdersOfSupervision(court, number, people.today());
        orders.asked();

        // A month of silence later the supervisor finds what nobody reported.
        days(people, 12, 31);
        assertThat(overdueOf("supervisor", number)).hasSize(4).last().asString().startsWith("监督人员 ");
        JsonNode found = court.get("/api/patterns", "supervisor").expect(200).json();
        assertThat(found.path("caution").asString()).contains("不是对任何人的结论");
        List<String> silent = new ArrayList<>();
        JsonNode favoured = null;
        for (JsonNode each : found.path("findings")) {
            if (each.path("kind").asString().equals("SILENCE")
                    && each.path("officer").asString().equals("still")) {
                silent.add(each.path("sentence").asString());
            }
            if (each.path("kind").asString().equals("ONE_APPLICANT")
                    && each.path("officer").asString().equals("friendly")) {
                favoured = each;
            }
        }
        assertThat(drawer).allSatisfy(each -> assertThat(silent).anyMatch(s -> s.contains(each)));
        assertThat(favoured).isNotNull();
        assertThat(favoured.path("sentence").asString()).contains("友甲", "5件", "同一承办人其他");
        List<String> rows = new ArrayList<>();
        court.get("/api/patterns/" + favoured.path("id").asLong(), "supervisor")
                .expect(200)
                .json()
                .path("rows")
                .forEach(row -> rows.add(row.path("number").asString()));
        assertThat(rows).containsAll(friends).containsAll(others);
        orders.climbed();
        orders.answered(people.today());
        orders.seenByWhomItConcerns();
    }

    private void somePeopleWork() {
        for (StaffMember member : List.of(
                new StaffMember("still", "静法官", COURT, Set.of(Role.OFFICER), "19000009901"),
                new StaffMember("friendly", "友法官", COURT, Set.of(Role.OFFICER), "19000009902"))) {
            staff.register(member, "not-used-" + member.login());
        }
        court.post(
                        "/api/teams",
                        "director",
                        Map.of("name", "抽屉团队", "leader", "leader", "members", List.of("still", "friendly")))
                .expect(201);
    }

    private String filed(int serial, int applicant, String officer) {
        String number = court.post(
                        "/api/cases",
                        "filing",
                        """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"买卖合同纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-10-10","performanceDue":"2026-10-20"},
                 "applicants":[{"kind":"PERSON","name":"%s","idType":"RESIDENT_ID","idNumber":"%s","phone":"19000009911"}],
                 "respondents":[{"kind":"PERSON","name":"债某%d","idType":"RESIDENT_ID","idNumber":"%s","phone":"19000009912"}],
                 "obligations":[{"kind":"MONEY","principal":"10000.00"}]}""".formatted(
                                today(),
                                9000 + serial,
                                applicant == 1 ? "友甲" : "申某" + applicant,
                                PaperToMoney.resident("9999001968%02d15%03d".formatted(applicant % 12 + 1, applicant)),
                                serial,
                                PaperToMoney.resident("9999001958%02d16%03d".formatted(serial % 12 + 1, serial))),
                        "Idempotency-Key",
                        "drawer-" + serial)
                .expect(201)
                .json()
                .path("number")
                .asString();
        court.post(CourtHttp.caseAt(number) + "/assignment", "leader", Map.of("officer", officer))
                .expect(200);
        return number;
    }

    private void begun(String number, String officer) {
        court.post(CourtHttp.caseAt(number) + "/initiation", officer, "{}").expect(200);
    }

    /** Day by day, each morning at nine. */
    private static void days(PaperToMoney people, int from, int to) {
        for (int day = from; day <= to; day++) {
            people.reach(day, 9);
        }
    }

    private LocalDate today() {
        return LocalDate.parse(court.get("/sandbox/clock", "")
                .expect(200)
                .json()
                .path("now")
                .asString()
                .substring(0, 10));
    }

    /** The overdue alert of A07 in this case as somebody sees it, or null. */
    private JsonNode page(String who, String scope, String number) {
        for (int page = 1; page < 60; page++) {
            JsonNode answer = court.get(
                            "/api/alerts?level=OVERDUE&stage=A&scope=" + scope + "&page=" + page
                                    + (scope.equals("COURT") ? "&officer=still" : ""),
                            who)
                    .expect(200)
                    .json();
            for (JsonNode each : answer.path("alerts")) {
                if (each.path("number").asString().equals(number)
                        && each.path("code").asString().equals("A07")) {
                    return each;
                }
            }
            if (!answer.path("more").asBoolean()) {
                return null;
            }
        }
        return null;
    }

    /** Where the overdue alert has been, with the days. */
    private List<String> overdueOf(String who, String number) {
        JsonNode alert = page(who, who.equals("leader") ? "TEAM" : "COURT", number);
        List<String> steps = new ArrayList<>();
        alert.path("history").forEach(event -> {
            if (event.path("level").asString().equals("OVERDUE")) {
                steps.add(event.path("rung").asString() + " " + event.path("on").asString());
            }
        });
        return steps;
    }

    private static LocalDate workingDay(LocalDate from, int n) {
        return CALENDAR.workingDayAfter(from, n);
    }

    private static LocalDate nextMonday(LocalDate from) {
        LocalDate day = from.plusDays(1);
        while (day.getDayOfWeek() != java.time.DayOfWeek.MONDAY) {
            day = day.plusDays(1);
        }
        return day;
    }
}
