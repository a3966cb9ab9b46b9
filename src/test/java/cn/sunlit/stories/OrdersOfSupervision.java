package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Machine;
import cn.sunlit.identity.Machines;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.statutes.WorkCalendar;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The orders of story 20 on one case of the drawer: of the director, of the superior court and of the procuratorate, whose
 * systems are programs of their own. {@code still} answers for the case, {@code friendly} is his colleague.
 */
final class OrdersOfSupervision {

    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();
    private static final CourtCode ABOVE = new CourtCode("鄂11");
    private static final CourtCode ELSEWHERE = new CourtCode("鄂1127");
    private static final String MIDDLE = "drawer-middle";
    private static final String PROCURATORATE = "drawer-procuratorate";
    private static final String OTHER_PROCURATORATE = "drawer-other-procuratorate";
    private static final byte[] PDF =
            "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final CourtHttp court;
    private final String number;
    private final String at;
    private final LocalDate issuedOn;
    private long directors;
    private long superiors;
    private long procurators;

    OrdersOfSupervision(CourtHttp court, String number, LocalDate today) {
        this.court = court;
        this.number = number;
        this.at = CourtHttp.caseAt(number) + "/demands";
        this.issuedOn = today;
    }

    static void others(Courts courts, StaffDirectory staff, Machines machines, CourtCode court) {
        if (courts.find(ELSEWHERE).isEmpty()) {
            courts.register(new Court(ELSEWHERE, "黄梅县人民法院", "基层", ABOVE));
        }
        staff.register(new StaffMember("above", "上院监督甲", ABOVE, Set.of(Role.SUPERVISOR), "19000009903"), "not-used");
        staff.register(
                new StaffMember(
                        "elsewhere", "外院法官甲", ELSEWHERE, Set.of(Role.OFFICER, Role.BUREAU_CHIEF), "19000009904"),
                "not-used");
        staff.register(new StaffMember("drawer-clerk", "书记员甲", court, Set.of(Role.CLERK), "19000009905"), "not-used");
        machines.register(new Machine(MIDDLE, "中院业务系统", ABOVE, Set.of(Role.MACHINE), true), MIDDLE);
        machines.register(
                new Machine(PROCURATORATE, "县人民检察院", court, Set.of(Role.PROCURATORATE), false), PROCURATORATE);
        machines.register(
                new Machine(OTHER_PROCURATORATE, "铁路运输检察院", court, Set.of(Role.PROCURATORATE), false),
                OTHER_PROCURATORATE);
    }

    /** Three orders, each with its own day; what is not fit or not theirs to ask is refused. */
    void asked() {
        court.post(at, "still", Map.of("asks", "承办人不能自己督办")).expect(403);
        court.call(MIDDLE, "POST", at, "elsewhere", json(Map.of("asks", "外院不能督办本案")))
                .expect(403);
        court.post(at, "director", Map.of("asks", "请立即启动执行", "node", "Z99")).expect(422);
        directors = id(court.post(at, "director", Map.of("asks", "立即启动执行并报告进展", "node", "A07", "days", 2)));
        superiors = id(court.call(MIDDLE, "POST", at, "above", json(Map.of("asks", "上院要求五日内报告", "days", 5))));

        Map<String, Object> letter = Map.of("asks", "建议依法及时采取执行措施", "days", 10, "letter", "检建〔2026〕5号");
        assertThat(court.call(
                                PROCURATORATE,
                                "POST",
                                at,
                                "",
                                json(with(letter, "file", "不是 PDF".getBytes(StandardCharsets.UTF_8))))
                        .expect(422)
                        .text())
                .contains("来函须为 PDF 文件");
        assertThat(court.call(PROCURATORATE, "POST", at, "", json(Map.of("asks", "没有文号的建议")))
                        .expect(422)
                        .text())
                .contains("检察建议的文号");
        procurators = id(court.call(PROCURATORATE, "POST", at, "", json(with(letter, "file", PDF))));
    }

    /** Nobody has answered for weeks: each order went up on its own days, and everybody above was told. */
    void climbed() {
        LocalDate late = due(2).plusDays(1);
        LocalDate toDirector = CALENDAR.workingDayAfter(late, 3);
        assertThat(climbs(directors))
                .containsExactly(
                        late + " 督办逾期未答复，升级至团队负责人（团队长甲）",
                        toDirector + " 督办逾期未答复，升级至执行局局长（局长甲）",
                        CALENDAR.workingDayAfter(toDirector, 5) + " 督办逾期未答复，升级至监督人员（监督员甲）");
        assertThat(climbs(superiors)).first().asString().startsWith(due(5).plusDays(1) + " ");
        assertThat(climbs(procurators)).first().asString().startsWith(due(10).plusDays(1) + " ");
        assertThat(seen("still", directors).path("node").asString()).isEqualTo("A07");
    }

    /** With a paper of the case; sent back; answered again; accepted by who asked and by nobody else. */
    void answered(LocalDate today) {
        long paper = court.get(CourtHttp.caseAt(number) + "/documents", "still")
                .expect(200)
                .json()
                .path("documents")
                .path(0)
                .path("id")
                .asLong();
        court.post(to(directors, "reply"), "still", Map.of("text", "没有证据的答复")).expect(422);
        court.post(to(directors, "reply"), "still", answer("别案的文书", paper + 100_000))
                .expect(422);
        court.post(to(directors, "reply"), "supervisor", answer("监督人员不能代答", paper))
                .expect(403);
        court.post(to(directors, "decision"), "director", Map.of("accepted", true))
                .expect(409);
        court.post(to(directors, "reply"), "still", answer("已阅卷并启动", paper)).expect(200);
        court.post(to(directors, "reply"), "still", answer("再答一次", paper)).expect(409);
        court.post(to(directors, "decision"), "still", Map.of("accepted", true)).expect(403);
        court.post(to(directors, "decision"), "director", Map.of("accepted", false))
                .expect(422);
        JsonNode back = court.post(
                        to(directors, "decision"), "director", Map.of("accepted", false, "text", "没有说明财产情况", "days", 3))
                .expect(200)
                .json();
        assertThat(back.path("state").asString()).isEqualTo("SENT_BACK");
        assertThat(back.path("dueOn").asString())
                .isEqualTo(CALENDAR.workingDayAfter(today, 3).toString());

        // A director who answers himself is the addressee, and does not accept his own words.
        court.post(to(directors, "reply"), "director", answer("局长自己答复", paper)).expect(200);
        assertThat(court.post(to(directors, "decision"), "director", Map.of("accepted", true))
                        .expect(403)
                        .text())
                .contains("不能是同一人");

        court.post(to(superiors, "reply"), "still", answer("向上院报告：已启动", paper)).expect(200);
        court.post(to(superiors, "decision"), "director", Map.of("accepted", true))
                .expect(403);
        court.call(MIDDLE, "POST", to(superiors, "decision"), "elsewhere", "{\"accepted\":true}")
                .expect(403);
        assertThat(court.call(MIDDLE, "POST", to(superiors, "decision"), "above", "{\"accepted\":true}")
                        .expect(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        court.post(to(superiors, "reply"), "still", answer("办结后再答", paper)).expect(409);

        // The clerk of the team writes the answer; accepting, asking and paying are not a clerk's.
        court.post(at, "drawer-clerk", Map.of("asks", "书记员不能督办")).expect(403);
        court.post(CourtHttp.caseAt(number) + "/assignment", "drawer-clerk", Map.of("officer", "friendly"))
                .expect(403);
        court.post(to(procurators, "reply"), "drawer-clerk", answer("采纳建议，已启动", paper))
                .expect(200);
        court.post(to(procurators, "decision"), "drawer-clerk", Map.of("accepted", true))
                .expect(403);
        court.post(to(procurators, "decision"), "director", Map.of("accepted", true))
                .expect(403);
        court.call(PROCURATORATE, "POST", to(procurators, "decision"), "", "{\"accepted\":true}")
                .expect(200);
    }

    /** A procuratorate sees its own letters, another court nothing, another procuratorate nothing of the first. */
    void seenByWhomItConcerns() {
        assertThat(ids(court.call(PROCURATORATE, "GET", at, "", ""))).containsExactly(procurators);
        assertThat(ids(court.call(PROCURATORATE, "GET", "/api/demands", "", "")))
                .containsExactly(procurators);
        assertThat(ids(court.call(OTHER_PROCURATORATE, "GET", at, "", ""))).isEmpty();
        court.call(OTHER_PROCURATORATE, "POST", to(procurators, "decision"), "", "{\"accepted\":false,\"text\":\"甲\"}")
                .expect(404);
        court.call(MIDDLE, "GET", at, "elsewhere", "").expect(403);
        assertThat(ids(court.call(MIDDLE, "GET", "/api/demands", "elsewhere", "")))
                .isEmpty();
        assertThat(ids(court.call(MIDDLE, "GET", "/api/demands", "above", "")))
                .contains(directors, superiors, procurators);
        JsonNode mine = seen("director", procurators);
        assertThat(mine.path("hasFile").asBoolean()).isTrue();
        assertThat(mine.path("letter").asString()).isEqualTo("检建〔2026〕5号");
        assertThat(mine.path("body").asString()).isEqualTo("县人民检察院");
    }

    private LocalDate due(int workingDays) {
        return CALENDAR.workingDayAfter(issuedOn, workingDays);
    }

    private List<String> climbs(long order) {
        List<String> climbs = new ArrayList<>();
        seen("director", order)
                .path("moves")
                .forEach(move -> climbs.add(
                        move.path("on").asString() + " " + move.path("text").asString()));
        return climbs;
    }

    private JsonNode seen(String by, long order) {
        for (JsonNode each : court.get(at, by).expect(200).json().path("demands")) {
            if (each.path("id").asLong() == order) {
                return each;
            }
        }
        throw new AssertionError("order %d is not shown to %s".formatted(order, by));
    }

    private static List<Long> ids(CourtHttp.Answer answer) {
        List<Long> ids = new ArrayList<>();
        answer.expect(200)
                .json()
                .path("demands")
                .forEach(each -> ids.add(each.path("id").asLong()));
        return ids;
    }

    private static Map<String, Object> answer(String text, long paper) {
        return Map.of("text", text, "evidence", List.of(paper));
    }

    private static String to(long order, String act) {
        return "/api/demands/%d/%s".formatted(order, act);
    }

    private static long id(CourtHttp.Answer answer) {
        return answer.expect(201).json().path("id").asLong();
    }

    private static String json(Map<String, ?> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, byte[] file) {
        Map<String, Object> all = new HashMap<>(body);
        all.put(field, Base64.getEncoder().encodeToString(file));
        return all;
    }
}
