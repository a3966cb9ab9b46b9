package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.Caller;
import cn.sunlit.SunlitTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an attacker or a broken program writes into the fields of an application, through every way in. The fields are those
 * that {@code /v3/api-docs} tells, so that a new one is tried too: each is either refused by its name or kept to the letter
 * and shown as text. It has a program of its own: dozens of cases at once would keep the robot of other stories busy.
 */
@SunlitTest
class NastyInputStory {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SQL = "'); drop table cases.cases;--";
    private static final Map<String, String> NASTY = new LinkedHashMap<>();

    static {
        NASTY.put("SQL", SQL);
        NASTY.put("HTML", "<script>alert(1)</script>");
        NASTY.put("属性", "\"><img src=x onerror=alert(1)>");
        NASTY.put("模板", "${7*7}{{7*7}}#{7*7}%s%n");
        NASTY.put("公式", "=cmd|' /C calc'!A0");
        NASTY.put("公式加号", "+1");
        NASTY.put("公式圈", "@SUM(1)");
        NASTY.put("表情", "甲😀某");
        NASTY.put("空字符", "甲\u0000某");
        NASTY.put("控制字符", "甲\u001b[31m某");
        NASTY.put("反向", "甲\u202E某");
        NASTY.put("过长", "长".repeat(10_000));
    }

    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[(\\d+)])?");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private CourtHttp court;
    private Described described;

    /** One application with every object of the description in it, and where its texts stand. */
    private ObjectNode sound;

    private final Set<String> fields = new LinkedHashSet<>();

    @BeforeEach
    void theFieldsAsDescribed() {
        court = new CourtHttp("http://127.0.0.1:" + port);
        described = new Described(court.get("/v3/api-docs", "").expect(200).json());
        JsonNode content = described
                .operation("POST", "/api/cases")
                .path("requestBody")
                .path("content")
                .path("application/json");
        JsonNode example = content.path("examples").isEmpty()
                ? content.path("example")
                : content.path("examples").iterator().next().path("value");
        sound = (ObjectNode) (example.isString() ? JSON.readTree(example.asString()) : example.deepCopy());
        PaperToMoney people = new PaperToMoney(court, "nasty", 5);
        JsonNode theirs = JSON.readTree(people.application());
        for (String side : List.of("applicants", "respondents")) {
            ObjectNode party = (ObjectNode) sound.path(side).get(0);
            party.put("idNumber", theirs.path(side).get(0).path("idNumber").asString());
            party.putObject("agent").put("name", "代理人丙").put("phone", "19000008899");
        }
        ((ObjectNode) sound.path("respondents").get(0))
                .set("payee", sound.path("applicants").get(0).path("payee").deepCopy());
        texts(content.path("schema"), "", fields);
        assertThat(fields).hasSizeGreaterThan(30).contains("cause", "respondents[0].address", "clues[0].description");
    }

    /** The paths of all fields that are sent as a JSON string, in the items that the example has. */
    private void texts(JsonNode given, String at, Collection<String> found) {
        JsonNode schema = described.resolved(given);
        if (schema.path("properties").size() > 0) {
            schema.path("properties")
                    .properties()
                    .forEach(p -> texts(p.getValue(), at.isEmpty() ? p.getKey() : at + "." + p.getKey(), found));
        } else if (schema.has("items")) {
            int items = Math.max(1, sound.path(at).size());
            for (int i = 0; i < items; i++) {
                texts(schema.path("items"), at + "[" + i + "]", found);
            }
        } else if (schema.path("type").toString().contains("string")) {
            found.add(at);
        }
    }

    private static void put(ObjectNode application, String path, String value) {
        ObjectNode at = application;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            Matcher step = STEP.matcher(steps[i]);
            assertThat(step.matches()).as(path).isTrue();
            if (step.group(2) != null) {
                ArrayNode list = (ArrayNode) at.withArray("/" + step.group(1));
                while (list.size() <= Integer.parseInt(step.group(2))) {
                    list.addObject();
                }
                at = (ObjectNode) list.get(Integer.parseInt(step.group(2)));
            } else if (i < steps.length - 1) {
                at = at.path(step.group(1)).isObject()
                        ? (ObjectNode) at.path(step.group(1))
                        : at.putObject(step.group(1));
            } else {
                at.put(step.group(1), value);
            }
        }
    }

    private ObjectNode with(Collection<String> paths, String value) {
        ObjectNode application = sound.deepCopy();
        paths.forEach(path -> put(application, path, value));
        return application;
    }

    /** What a filing leaves behind; a refused one leaves nothing. */
    private String traces() {
        return jdbc.sql("""
                        select (select count(*) from cases.file) || ' ' || (select count(*) from cases.participant) || ' '
                            || (select count(*) from parties.party)""").query(String.class).single();
    }

    private long cases() {
        return jdbc.sql("select count(*) from cases.file").query(Long.class).single();
    }

    private record Taken(Set<String> fields, String number) {}

    /**
     * Puts the value into all fields; leaves out those that are refused by name, until the rest is accepted. What is left is
     * what takes such a text.
     */
    private Taken taken(String what, String value) {
        Set<String> left = new LinkedHashSet<>(fields);
        for (int tries = 0; tries < 8; tries++) {
            String before = traces();
            CourtHttp.Answer answer = court.post("/api/cases", "filing", with(left, value));
            if (answer.status() == 201) {
                return new Taken(left, answer.json().path("number").asString());
            }
            assertThat(answer.status()).as(what + " " + answer.text()).isEqualTo(422);
            assertThat(traces()).as(what).isEqualTo(before);
            Set<String> named = new TreeSet<>();
            for (JsonNode error : answer.json().path("errors")) {
                assertThat(error.path("message").asString())
                        .as(what)
                        .containsPattern("[\\u4e00-\\u9fa5]{2}")
                        .hasSizeLessThan(400)
                        .doesNotContain("Exception", "cn.sunlit");
                named.add(error.path("field").asString());
            }
            assertThat(named)
                    .isNotEmpty()
                    .as(what + ": only what is wrong is named")
                    .allSatisfy(field -> assertThat(left).anyMatch(nasty -> within(nasty, field)));
            left.removeIf(nasty -> named.stream().anyMatch(field -> within(nasty, field)));
        }
        throw new AssertionError(what + " is refused again and again: " + left);
    }

    /** A whole object may be refused where it has no place. */
    private static boolean within(String field, String named) {
        return field.equals(named) || field.startsWith(named + ".");
    }

    @Test
    void 每个文字栏_或者点名拒绝_或者原样只作文字显示() {
        PaperToMoney story = new PaperToMoney(court, "nasty", 5);
        story.begins(story.today().plusDays(1));
        story.reach(0, 9);
        Browser director = new Browser(port);
        director.signIn("director", "demo");
        Map<String, Set<String>> takers = new TreeMap<>();
        long before = cases();
        int filed = 0;
        for (Map.Entry<String, String> nasty : NASTY.entrySet()) {
            String value = nasty.getValue();
            Taken taken = taken(nasty.getKey(), value);
            filed++;
            assertThat(cases()).as(nasty.getKey()).isEqualTo(before + filed);
            takers.put(nasty.getKey(), taken.fields());
            JsonNode back = court.get(CourtHttp.caseAt(taken.number()), "director")
                    .expect(200)
                    .json();
            for (String name : List.of("applicants", "respondents")) {
                if (taken.fields().contains(name + "[0].name")) {
                    assertThat(back.path(name).get(0).path("name").asString()).isEqualTo(value);
                }
            }
            if (!taken.fields().isEmpty()) {
                shownAsText(director, taken, nasty.getKey(), value);
            }
        }
        assertThat(takers.get("SQL"))
                .contains("cause", "title.number", "applicants[0].name", "respondents[0].address", "source");
        for (String never : List.of("空字符", "控制字符", "反向", "过长")) {
            assertThat(takers.get(never)).as(never).isEmpty();
        }
        assertThat(takers.get("表情")).contains("cause").doesNotContain("applicants[0].name");
    }

    private void shownAsText(Browser director, Taken taken, String what, String value) {
        String at = "/cases/" + CourtHttp.segment(taken.number());
        StringBuilder all = new StringBuilder();
        List<String> pages = new ArrayList<>(List.of(
                at,
                at + "/nodes",
                at + "/inquiries",
                at + "/assets",
                at + "/funds",
                at + "/sanctions",
                at + "/documents",
                "/cases?number=" + CourtHttp.segment(taken.number()),
                "/cases?debtor=" + CourtHttp.segment(value)));
        Matcher document = Pattern.compile("href=\"(/documents/\\d+)\"")
                .matcher(director.get(at + "/documents").text());
        if (document.find()) {
            pages.add(document.group(1));
        }
        for (String page : pages) {
            Browser.Answer answer = director.get(page);
            assertThat(answer.status()).as(what + " " + page).isEqualTo(200);
            harmless(what + " " + page, answer.text());
            all.append(answer.text());
        }
        assertThat(HtmlUtils.htmlUnescape(all.toString())).as(what).contains(value);
        if (taken.fields().contains("applicants[0].name") && value.startsWith("\"")) {
            Browser phone = new Browser(port);
            phone.enterPortal(
                    court,
                    taken.number(),
                    value,
                    sound.path("applicants").get(0).path("phone").asString());
            for (String page :
                    List.of("/portal", "/portal/property", "/portal/messages", "/portal/documents", "/portal/proofs")) {
                harmless(what + " " + page, phone.get(page).text());
            }
        }
    }

    /** Within the quotes of an attribute a bracket opens nothing; the quote itself would have ended it. */
    private static void harmless(String where, String page) {
        assertThat(page.replaceAll("=\"[^\"]*\"", "="))
                .as(where)
                .doesNotContain("<script>alert", "<img src=x", "onerror=alert(1)>", "{{49}}");
    }

    @Test
    void 三种文件的坏行各报行号和字段_好行照常导入() throws IOException {
        Set<String> free = new LinkedHashSet<>(List.of("cause", "source", "title.number", "clues[0].description"));
        free.addAll(List.of("applicants[0].name", "respondents[0].name", "respondents[0].address"));
        assertThat(fields).containsAll(free);
        List<ObjectNode> rows = new ArrayList<>();
        Map<Integer, Set<String>> wrong = new TreeMap<>();
        NASTY.forEach((what, value) -> {
            rows.add(with(free, value));
            if (Set.of("空字符", "控制字符", "反向", "过长").contains(what)) {
                wrong.put(rows.size(), new TreeSet<>(free));
            } else if (what.equals("表情")) {
                wrong.put(rows.size(), Set.of("applicants[0].name", "respondents[0].name"));
            }
        });
        rows.add(sound.deepCopy());

        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row).append('\n'));
        imported("nasty.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8), rows.size(), wrong);

        List<List<String>> table = table(rows);
        StringBuilder csv = new StringBuilder();
        for (List<String> cells : table) {
            csv.append(String.join(
                            ",",
                            cells.stream()
                                    .map(c -> "\"" + c.replace("\"", "\"\"") + "\"")
                                    .toList()))
                    .append("\r\n");
        }
        imported("nasty.csv", csv.toString().getBytes(StandardCharsets.UTF_8), rows.size(), wrong);

        // XML has no way to write a control character: those rows are left out of the workbook.
        var workbook = new ByteArrayOutputStream();
        Map<Integer, Set<String>> wrongCells = new TreeMap<>();
        int sent = 0;
        try (var book = new Workbook(workbook, "test", "1.0")) {
            var sheet = book.newWorksheet("案件");
            for (int row = 0; row < table.size(); row++) {
                if (table.get(row).stream().anyMatch(c -> c.indexOf('\u0000') >= 0 || c.indexOf('\u001b') >= 0)) {
                    continue;
                }
                for (int column = 0; column < table.get(row).size(); column++) {
                    sheet.value(sent, column, table.get(row).get(column));
                }
                if (wrong.containsKey(row)) {
                    wrongCells.put(sent, wrong.get(row));
                }
                sent++;
            }
        }
        imported("nasty.xlsx", workbook.toByteArray(), sent - 1, wrongCells);
    }

    /** The rows as a table whose headings are the paths. */
    private static List<List<String>> table(List<ObjectNode> rows) {
        Set<String> headings = new LinkedHashSet<>();
        List<Map<String, String>> flat = new ArrayList<>();
        for (ObjectNode row : rows) {
            Map<String, String> cells = new LinkedHashMap<>();
            flatten(row, "", cells);
            headings.addAll(cells.keySet());
            flat.add(cells);
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.copyOf(headings));
        flat.forEach(cells ->
                table.add(headings.stream().map(h -> cells.getOrDefault(h, "")).toList()));
        return table;
    }

    private static void flatten(JsonNode value, String at, Map<String, String> cells) {
        if (value.isObject()) {
            value.properties()
                    .forEach(p -> flatten(p.getValue(), at.isEmpty() ? p.getKey() : at + "." + p.getKey(), cells));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(value.get(i), at + "[" + i + "]", cells);
            }
        } else {
            cells.put(at, value.asString());
        }
    }

    private void imported(String name, byte[] content, int rows, Map<Integer, Set<String>> wrong) {
        long before = cases();
        Caller.Answer answer = new Caller(port).upload("filing", "/api/cases/import", name, content);
        assertThat(answer.status()).as(name + " " + answer.body()).isEqualTo(200);
        Map<Integer, Set<String>> rejected = new TreeMap<>();
        for (JsonNode line : answer.body().path("rejected")) {
            rejected.computeIfAbsent(line.path("row").asInt(), row -> new TreeSet<>())
                    .add(line.path("field").asString());
            assertThat(line.path("reason").asString()).containsPattern("[\\u4e00-\\u9fa5]{2}");
        }
        assertThat(rejected).as(name).isEqualTo(wrong);
        assertThat(answer.body().path("accepted").asInt()).as(name).isEqualTo(rows - wrong.size());
        assertThat(cases()).as(name).isEqualTo(before + rows - wrong.size());
    }

    @Test
    void 登记立案的页面_填坏的留在栏里只作文字_其余照常立案() {
        Browser filing = new Browser(port);
        filing.signIn("filing", "demo");
        Map<String, String> form = new LinkedHashMap<>();
        flatten(sound, "", form);
        for (Map.Entry<String, String> nasty : NASTY.entrySet()) {
            boolean wrong = Set.of("表情", "反向", "控制字符").contains(nasty.getKey());
            if (!wrong && !nasty.getKey().equals("属性")) {
                continue;
            }
            filing.get("/cases/new");
            long before = cases();
            Map<String, String> filled = new LinkedHashMap<>(form);
            for (String field : List.of("cause", "applicants[0].name", "respondents[0].name")) {
                filled.put(field, nasty.getValue());
            }
            Browser.Answer answer = filing.post("/cases/new", filled);
            harmless(nasty.getKey(), answer.text());
            assertThat(answer.status()).as(nasty.getKey()).isIn(200, 422);
            assertThat(cases()).as(nasty.getKey() + answer.text()).isEqualTo(wrong ? before : before + 1);
            if (wrong) {
                assertThat(answer.text()).containsPattern("表情符号|看不见的字符|控制字符").contains("name=\"applicants[0].name\"");
            }
        }
    }
}
