package cn.sunlit.cases;

import cn.sunlit.kernel.IdentityDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a table that stand for the fields of a filing: a field's path as in the JSON ({@code
 * applicants[0].name}) or its Chinese heading (申请执行人1名称). An empty cell is a field that is left out.
 */
final class FlatColumns {

    private static final Map<String, String> PLAIN = new LinkedHashMap<>();
    private static final Map<String, String> GROUPS = Map.of(
            "申请执行人",
            "applicants",
            "被执行人",
            "respondents",
            "给付",
            "obligations",
            "线索",
            "clues",
            "保全",
            "preserved",
            "事项",
            "events");
    private static final Map<String, Map<String, String>> WITHIN = new LinkedHashMap<>();
    private static final Map<String, String> WORDS = new LinkedHashMap<>();
    private static final Pattern GROUPED = Pattern.compile("(申请执行人|被执行人|给付|线索|保全|事项)(\\d{1,3})(.+)");
    private static final Pattern PATH = Pattern.compile("[a-zA-Z]+(\\[\\d{1,3}])?(\\.[a-zA-Z]+(\\[\\d{1,3}])?){0,4}");
    private static final Pattern STEP = Pattern.compile("([a-zA-Z]+)(?:\\[(\\d+)])?");

    static {
        PLAIN.put("法院", "court");
        PLAIN.put("案号", "number");
        PLAIN.put("案件类型", "type");
        PLAIN.put("收到申请日期", "receivedOn");
        PLAIN.put("立案日期", "filedOn");
        PLAIN.put("办理阶段", "stage");
        PLAIN.put("结案日期", "closedOn");
        PLAIN.put("结案方式", "outcome");
        PLAIN.put("已到位金额", "recovered");
        PLAIN.put("涉民生", "livelihood");
        PLAIN.put("案由", "cause");
        PLAIN.put("执行依据种类", "title.kind");
        PLAIN.put("执行依据文号", "title.number");
        PLAIN.put("作出机关", "title.court");
        PLAIN.put("作出日期", "title.decidedOn");
        PLAIN.put("生效日期", "title.effectiveOn");
        PLAIN.put("履行期限届满日", "title.performanceDue");
        PLAIN.put("来源", "source");
        Map<String, String> person = new LinkedHashMap<>();
        person.put("类别", "kind");
        person.put("名称", "name");
        person.put("证件种类", "idType");
        person.put("证件号", "idNumber");
        person.put("电话", "phone");
        person.put("地址", "address");
        person.put("收款户名", "payee.name");
        person.put("开户银行", "payee.bank");
        person.put("收款账号", "payee.account");
        person.put("代理人姓名", "agent.name");
        person.put("代理人电话", "agent.phone");
        person.put("代理人特别授权", "agent.special");
        person.put("代理人收款授权", "agent.collect");
        person.put("授权委托书", "agent.paper");
        person.put("授权届满日", "agent.until");
        WITHIN.put("applicants", person);
        WITHIN.put("respondents", person);
        Map<String, String> obligation = new LinkedHashMap<>();
        obligation.put("类别", "kind");
        obligation.put("本金", "principal");
        obligation.put("诉讼费用", "costs");
        obligation.put("利率种类", "interest.rate.kind");
        obligation.put("年利率", "interest.rate.percent");
        obligation.put("LPR倍数", "interest.rate.multiple");
        obligation.put("LPR固定日", "interest.rate.fixedAt");
        obligation.put("起息日", "interest.from");
        obligation.put("行为内容", "description");
        WITHIN.put("obligations", obligation);
        WITHIN.put("clues", Map.of("种类", "kind", "内容", "description"));
        Map<String, String> preserved = new LinkedHashMap<>();
        preserved.put("种类", "kind");
        preserved.put("权利人", "holder");
        preserved.put("账号", "account");
        preserved.put("金额", "amount");
        preserved.put("起始日", "from");
        preserved.put("到期日", "to");
        preserved.put("轮候顺位", "rank");
        preserved.put("文号", "document");
        WITHIN.put("preserved", preserved);
        WITHIN.put("events", Map.of("日期", "date", "内容", "event", "说明", "detail"));

        WORDS.put("是", "true");
        WORDS.put("否", "false");
        WORDS.put("自然人", "PERSON");
        WORDS.put("个人", "PERSON");
        WORDS.put("法人", "ORGANISATION");
        WORDS.put("单位", "ORGANISATION");
        WORDS.put("法人或其他组织", "ORGANISATION");
        WORDS.put("身份证", "RESIDENT_ID");
        for (IdentityDocument.Kind kind : IdentityDocument.Kind.values()) {
            WORDS.put(kind.zh(), kind.name());
        }
        WORDS.put("金钱", "MONEY");
        WORDS.put("行为", "CONDUCT");
        WORDS.put("固定利率", "FIXED");
        WORDS.put("一年期LPR", "LPR_1Y");
        WORDS.put("五年期以上LPR", "LPR_5Y");
        WORDS.put("首次执行", "FIRST_ENFORCEMENT");
        WORDS.put("恢复执行", "RESUMED_ENFORCEMENT");
        WORDS.put("财产保全执行", "PRESERVATION_ENFORCEMENT");
        for (Stage stage : Stage.values()) {
            WORDS.put(stage.zh(), stage.name());
        }
        for (Outcome outcome : Outcome.values()) {
            WORDS.put(outcome.zh(), outcome.name());
        }
        for (TitleKind kind : TitleKind.values()) {
            WORDS.put(kind.zh, kind.name());
        }
        WORDS.put("判决", "JUDGMENT");
        WORDS.put("裁定", "RULING");
        WORDS.put("调解", "MEDIATION");
    }

    /** Fields whose cells may hold a Chinese word of a closed list. */
    private static final Pattern CLOSED = Pattern.compile(
            "type|stage|outcome|livelihood|.*\\.agent\\.(special|collect)|title\\.kind|.*\\]\\.kind|.*\\.idType|.*\\.rate\\.kind");

    private static final Pattern YES_OR_NO = Pattern.compile("livelihood|.*\\.agent\\.(special|collect)");

    private final List<String> paths;

    private FlatColumns(List<String> paths) {
        this.paths = paths;
    }

    /** What the heading row says, or every heading that is unknown or comes twice. */
    static FlatColumns of(List<String> headings, List<String> unknown) {
        List<String> paths = new ArrayList<>();
        for (String heading : headings) {
            String plain = heading.strip().replace("\uFEFF", "");
            Optional<String> path = plain.isEmpty() ? Optional.of("") : path(plain);
            if (path.isEmpty()) {
                unknown.add(
                        "文件中的“%s”一列不在模板之内，请对照模板".formatted(plain.length() > 40 ? plain.substring(0, 40) + "…" : plain));
            } else if (!path.get().isEmpty() && paths.contains(path.get())) {
                unknown.add("“%s”这一列出现了两次".formatted(plain));
            }
            paths.add(path.orElse(""));
        }
        return new FlatColumns(paths);
    }

    private static Optional<String> path(String heading) {
        String plain = PLAIN.get(heading);
        if (plain != null) {
            return Optional.of(plain);
        }
        Matcher grouped = GROUPED.matcher(heading);
        if (grouped.matches()) {
            String group = GROUPS.getOrDefault(grouped.group(1), "");
            String field = WITHIN.getOrDefault(group, Map.of()).get(grouped.group(3));
            int at = Integer.parseInt(grouped.group(2));
            return field == null || at < 1
                    ? Optional.empty()
                    : Optional.of("%s[%d].%s".formatted(group, at - 1, field));
        }
        return PATH.matcher(heading).matches() ? Optional.of(heading) : Optional.empty();
    }

    /** The filing's JSON of one row; a row that is all empty gives an empty object. */
    ObjectNode json(List<String> cells) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size() && i < paths.size(); i++) {
            String cell = cells.get(i).strip();
            if (!paths.get(i).isEmpty() && !cell.isEmpty()) {
                put(json, paths.get(i), cell);
            }
        }
        dropGaps(json);
        return json;
    }

    /** Cells under headings that are no columns at all: a sign that the row is longer than its heading. */
    boolean overflows(List<String> cells) {
        return cells.size() > paths.size()
                && cells.subList(paths.size(), cells.size()).stream().anyMatch(c -> !c.isBlank());
    }

    private static void put(ObjectNode json, String path, String cell) {
        ObjectNode at = json;
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length; i++) {
            Matcher step = STEP.matcher(steps[i]);
            if (!step.matches()) {
                return;
            }
            boolean last = i == steps.length - 1;
            if (step.group(2) != null) {
                ArrayNode list = at.get(step.group(1)) instanceof ArrayNode there ? there : at.putArray(step.group(1));
                int index = Integer.parseInt(step.group(2));
                while (list.size() <= index) {
                    list.addObject();
                }
                at = (ObjectNode) list.get(index);
            } else if (last) {
                at.set(step.group(1), value(path, cell));
            } else {
                at = at.get(step.group(1)) instanceof ObjectNode there ? there : at.putObject(step.group(1));
            }
        }
    }

    private static JsonNode value(String path, String cell) {
        String word = CLOSED.matcher(path).matches() ? WORDS.getOrDefault(cell, cell) : cell;
        if (YES_OR_NO.matcher(path).matches() && List.of("true", "false").contains(word.toLowerCase(Locale.ROOT))) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(word));
        }
        if (path.endsWith(".rank") && word.matches("\\d{1,6}")) {
            return JsonNodeFactory.instance.numberNode(Integer.parseInt(word));
        }
        return JsonNodeFactory.instance.stringNode(word);
    }

    /** Second applicants and the like that a row leaves empty altogether. */
    private static void dropGaps(ObjectNode json) {
        for (String group : GROUPS.values()) {
            if (json.get(group) instanceof ArrayNode list) {
                while (!list.isEmpty() && list.get(list.size() - 1).isEmpty()) {
                    list.remove(list.size() - 1);
                }
            }
        }
    }

    /** The heading row of the template, all columns with two parties a side. */
    static List<String> template() {
        List<String> all = new ArrayList<>(PLAIN.keySet());
        for (String side : List.of("申请执行人", "被执行人")) {
            for (int i = 1; i <= 2; i++) {
                for (String field : WITHIN.getOrDefault(GROUPS.getOrDefault(side, ""), Map.of())
                        .keySet()) {
                    if (side.equals("申请执行人") || (!field.contains("收款") && !field.contains("开户"))) {
                        all.add(side + i + field);
                    }
                }
            }
        }
        WITHIN.getOrDefault("obligations", Map.of()).keySet().forEach(f -> all.add("给付1" + f));
        all.addAll(List.of("线索1种类", "线索1内容"));
        return all;
    }
}
