package cn.sunlit.docket;

import cn.sunlit.docket.NodeSpec.Lamps;
import cn.sunlit.docket.NodeSpec.Term;
import cn.sunlit.docket.NodeSpec.Timing;
import cn.sunlit.docket.NodeSpec.Variant;
import cn.sunlit.publicity.Audience;
import cn.sunlit.statutes.Period;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads both catalogues from YAML and refuses what cannot work, naming every fault at once: whoever maintains a court's own
 * catalogue corrects it in one go.
 */
final class CatalogueReader {

    /** Several times what any court has; a list of cases shows each of them. */
    private static final int MOST_NODES = 300;

    private static final int MOST_FAULTS = 200;
    private static final int LONGEST_FAULT = 200;

    private static final String CODE = "[A-Z][0-9]{2}";

    private static final Set<String> NODE_FIELDS = Set.of(
            "code",
            "stage",
            "stageZh",
            "nameZh",
            "identifier",
            "mandatory",
            "trigger",
            "startEvent",
            "due",
            "internalTarget",
            "suspendable",
            "legalBasis",
            "role",
            "evidence",
            "alert",
            "repeatable",
            "public",
            "publicNode",
            "publishTiming",
            "preconditions",
            "preconditionsAny",
            "spcNodeCodes",
            "note",
            "variants");
    private static final Set<String> PUBLIC_FIELDS = Set.of(
            "code",
            "order",
            "nameZh",
            "identifier",
            "audience",
            "disclose",
            "disclosureDeadline",
            "channels",
            "redaction",
            "rightsNotice",
            "internalNodes",
            "audienceOverrides");

    private final List<String> faults = new ArrayList<>();

    private CatalogueReader() {}

    /**
     * Reads what somebody sent: looked through before anything is built from it, its faults told with their lines.
     *
     * @throws CatalogueFaults with all faults
     */
    static Catalogue readForeign(String innerYaml, String publicYaml) {
        List<String> unfit = Stream.of(
                        CatalogueText.unfit(innerYaml, "内部节点目录"), CatalogueText.unfit(publicYaml, "公开节点目录"))
                .filter(Objects::nonNull)
                .toList();
        if (!unfit.isEmpty()) {
            throw new CatalogueFaults(unfit);
        }
        try {
            return read(innerYaml, publicYaml);
        } catch (CatalogueFaults found) {
            List<String> few = found.faults().stream()
                    .limit(MOST_FAULTS)
                    .map(fault -> fault.length() > LONGEST_FAULT ? fault.substring(0, LONGEST_FAULT) + "……" : fault)
                    .toList();
            throw new CatalogueFaults(CatalogueText.located(few, innerYaml, publicYaml));
        }
    }

    /** @throws CatalogueFaults with all faults */
    static Catalogue read(String innerYaml, String publicYaml) {
        return new CatalogueReader().catalogue(innerYaml, publicYaml);
    }

    private Catalogue catalogue(String innerYaml, String publicYaml) {
        JsonNode inner = yaml(innerYaml, "内部节点目录");
        JsonNode open = yaml(publicYaml, "公开节点目录");
        few(inner.path("nodes"), "内部节点");
        few(open.path("publicNodes"), "公开节点");
        if (!faults.isEmpty()) {
            throw new CatalogueFaults(faults);
        }
        Map<String, String> stages = words(inner, "stages");
        Map<String, String> roles = words(inner, "roles");
        Map<String, String> events = words(inner, "startEvents");
        Map<String, String> references = words(inner, "references");

        List<NodeSpec> nodes = new ArrayList<>();
        inner.path("nodes").forEach(n -> nodes.add(node(n, stages, roles, events, references)));
        List<PublicSpec> publics = new ArrayList<>();
        open.path("publicNodes").forEach(p -> publics.add(publicNode(p)));

        count(inner, "nodeCount", nodes.size(), "内部节点");
        count(open, "nodeCount", publics.size(), "公开节点");
        unique(nodes.stream().map(NodeSpec::code).toList(), "节点代码");
        unique(nodes.stream().map(NodeSpec::identifier).toList(), "节点标识");
        unique(publics.stream().map(PublicSpec::code).toList(), "公开节点代码");
        unique(publics.stream().map(p -> String.valueOf(p.order())).toList(), "公开节点顺序号");

        Map<String, NodeSpec> byCode = Catalogue.byCode(nodes, NodeSpec::code);
        Map<String, PublicSpec> publicByCode = Catalogue.byCode(publics, PublicSpec::code);
        preconditions(byCode);
        cycles(byCode);
        mapping(byCode, publicByCode);
        consequences(byCode, events);

        LocalDate from = LocalDate.EPOCH;
        try {
            from = LocalDate.parse(inner.path("effectiveFrom").asString(""));
        } catch (DateTimeParseException e) {
            faults.add("内部节点目录缺少生效日期 effectiveFrom（形如 2026-01-01）");
        }
        String version = inner.path("version").asString("");
        if (version.isBlank()) {
            faults.add("内部节点目录缺少版本号 version");
        }
        if (!faults.isEmpty()) {
            throw new CatalogueFaults(faults);
        }
        return new Catalogue(
                version,
                from,
                hash(innerYaml, publicYaml),
                inner.path("provenance").asString(""),
                stages,
                roles,
                events,
                references,
                byCode,
                publicByCode);
    }

    private NodeSpec node(
            JsonNode n,
            Map<String, String> stages,
            Map<String, String> roles,
            Map<String, String> events,
            Map<String, String> references) {
        String code = code(n, "某节点");
        String at = "节点" + code;
        fields(n, NODE_FIELDS, at);
        String mandatory = n.path("mandatory").asString("");
        if (!mandatory.equals("ALWAYS") && !mandatory.equals("CONDITIONAL")) {
            faults.add(at + "的 mandatory 应为 ALWAYS（每案必经）或者 CONDITIONAL（视情形）");
        }
        declared(stages, n.path("stage").asString(""), at, "阶段");
        declared(roles, n.path("role").asString(""), at, "角色");
        declared(events, n.path("startEvent").asString(""), at, "起算事件");
        Term due = term(n.path("due"), at, references);
        JsonNode target = n.path("internalTarget");
        JsonNode alert = n.path("alert");
        List<Variant> variants = new ArrayList<>();
        n.path("variants").forEach(v -> {
            declared(events, v.path("startEvent").asString(""), at + "的特殊期限", "起算事件");
            Term special = term(v, at + "的特殊期限", references);
            variants.add(new Variant(
                    v.path("when").asString(""),
                    special.period(),
                    v.path("startEvent").asString(""),
                    special.authority()));
        });
        String publicNode =
                n.path("publicNode").isNull() || n.path("publicNode").isMissingNode()
                        ? null
                        : n.path("publicNode").asString();
        Timing timing = word(Timing.class, n.path("publishTiming").asString(""), Timing.NEVER, at, "公开时点");
        if ((publicNode != null) != n.path("public").asBoolean(false)
                || (publicNode == null) != (timing == Timing.NEVER)) {
            faults.add(at + "的 public、publicNode、publishTiming 三项互相矛盾");
        }
        return new NodeSpec(
                code,
                n.path("stage").asString(""),
                text(n, "nameZh", at),
                text(n, "identifier", at),
                mandatory.equals("ALWAYS"),
                n.path("trigger").asString(""),
                n.path("startEvent").asString(""),
                due,
                target.isObject() ? term(target, at + "的内部目标", references) : null,
                n.path("suspendable").asBoolean(false),
                list(n, "legalBasis"),
                n.path("role").asString(""),
                list(n, "evidence"),
                alert.isObject() ? lamps(alert, at) : null,
                n.path("repeatable").asBoolean(false),
                publicNode,
                timing,
                list(n, "preconditions"),
                list(n, "preconditionsAny"),
                list(n, "spcNodeCodes"),
                n.path("note").asString(""),
                List.copyOf(variants));
    }

    private PublicSpec publicNode(JsonNode p) {
        String code = code(p, "某公开节点");
        String at = "公开节点" + code;
        fields(p, PUBLIC_FIELDS, at);
        told(p, "disclose", at, "公开内容");
        told(p, "rightsNotice", at, "权利告知");
        told(p, "internalNodes", at, "来源节点");
        Map<String, Set<Audience>> overrides = new HashMap<>();
        p.path("audienceOverrides")
                .properties()
                .forEach(e -> overrides.put(e.getKey(), audience(e.getValue(), at + "对" + e.getKey() + "的对象")));
        JsonNode within = p.path("disclosureDeadline");
        Period period = period(within, at + "的公开期限");
        return new PublicSpec(
                code,
                p.path("order").asInt(0),
                text(p, "nameZh", at),
                text(p, "identifier", at),
                audience(p.path("audience"), at),
                list(p, "disclose"),
                period == null ? Period.days(0) : period,
                list(p, "redaction"),
                list(p, "rightsNotice"),
                list(p, "internalNodes"),
                Map.copyOf(overrides));
    }

    private Term term(JsonNode t, String at, Map<String, String> references) {
        String reference = null;
        if (t.path("direction").asString("AFTER").equals("BEFORE")) {
            reference = t.path("reference").asString("");
            declared(references, reference, at, "参考事件");
        }
        return new Term(
                period(t, at),
                word(Authority.class, t.path("authority").asString(""), Authority.DESIGN_DEFAULT, at, "期限依据级别"),
                reference);
    }

    /** Null for the unit NONE. */
    private @Nullable Period period(JsonNode t, String at) {
        String unit = t.path("unit").asString("");
        if (unit.equals("NONE")) {
            return null;
        }
        JsonNode value = t.path("value");
        Period.Unit u = word(Period.Unit.class, unit, Period.Unit.NATURAL_DAY, at, "期限单位");
        if (!value.isInt() || value.asInt() < 0) {
            faults.add(at + "的期限应为不小于零的整数");
            return null;
        }
        return period(value.asInt(), u, at);
    }

    private Period period(int value, Period.Unit unit, String at) {
        try {
            return new Period(value, unit);
        } catch (IllegalArgumentException tooLong) {
            faults.add(at + "：" + tooLong.getMessage());
            return new Period(0, unit);
        }
    }

    private void few(JsonNode nodes, String what) {
        if (!nodes.isArray()) {
            faults.add("%s应为一个列表".formatted(what));
        } else if (nodes.size() > MOST_NODES) {
            faults.add("%s有%d个，最多%d个".formatted(what, nodes.size(), MOST_NODES));
        }
    }

    private String code(JsonNode n, String at) {
        String code = text(n, "code", at);
        if (!code.isBlank() && !code.matches(CODE)) {
            faults.add("代码“%s”应为一个大写字母加两位数字".formatted(code.length() > 20 ? code.substring(0, 20) + "…" : code));
        }
        return code;
    }

    /** A word that nobody reads is mostly one that was mistyped. */
    private void fields(JsonNode n, Set<String> known, String at) {
        n.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !known.contains(field))
                .forEach(field -> faults.add("%s有不认识的字段“%s”".formatted(at, field)));
    }

    private void told(JsonNode p, String field, String at, String what) {
        if (p.path(field).isEmpty()) {
            faults.add("%s没有%s（%s）".formatted(at, what, field));
        }
    }

    private Lamps lamps(JsonNode alert, String at) {
        Period.Unit unit =
                word(Period.Unit.class, alert.path("unit").asString(""), Period.Unit.NATURAL_DAY, at, "预警单位");
        int yellow = alert.path("yellowBefore").asInt(-1);
        int red = alert.path("redBefore").asInt(-1);
        if (red < 0 || yellow < red) {
            faults.add(at + "的预警应为黄灯不晚于红灯的两个非负数");
            return new Lamps(new Period(0, unit), new Period(0, unit));
        }
        return new Lamps(period(yellow, unit, at + "的预警"), period(red, unit, at + "的预警"));
    }

    private Set<Audience> audience(JsonNode names, String at) {
        Set<Audience> set = EnumSet.noneOf(Audience.class);
        names.forEach(name -> set.add(word(Audience.class, name.asString(), Audience.APPLICANT, at, "公开对象")));
        set.stream().filter(each -> !each.isTold()).forEach(each -> faults.add(at + "的公开对象不能是" + each.zh()));
        if (set.isEmpty()) {
            faults.add(at + "没有公开对象");
        }
        return java.util.Collections.unmodifiableSet(set);
    }

    private void preconditions(Map<String, NodeSpec> nodes) {
        for (NodeSpec node : nodes.values()) {
            for (String before : node.preconditions()) {
                if (!nodes.containsKey(before)) {
                    faults.add("节点%s的前置节点%s不存在".formatted(node.code(), before));
                }
            }
            for (String before : node.preconditionsAny()) {
                if (!nodes.containsKey(before)) {
                    faults.add("节点%s的前置节点%s不存在".formatted(node.code(), before));
                }
            }
        }
    }

    private void cycles(Map<String, NodeSpec> nodes) {
        Set<String> clear = new HashSet<>();
        for (String code : nodes.keySet()) {
            List<String> way = new ArrayList<>();
            if (closes(code, nodes, way, clear)) {
                faults.add("前置节点成环：" + String.join("→", way));
                return;
            }
        }
    }

    private static boolean closes(String code, Map<String, NodeSpec> nodes, List<String> way, Set<String> clear) {
        NodeSpec node = nodes.get(code);
        if (node == null || clear.contains(code)) {
            return false;
        }
        boolean again = way.contains(code);
        way.add(code);
        if (again) {
            return true;
        }
        List<String> before = new ArrayList<>(node.preconditions());
        before.addAll(node.preconditionsAny());
        // What starts only when another node is done waits for it as well.
        Catalogue.CONSEQUENCES.forEach((cause, event) -> {
            if (event.equals(node.startEvent())) {
                before.add(cause);
            }
        });
        for (String b : before) {
            if (closes(b, nodes, way, clear)) {
                return true;
            }
        }
        way.removeLast();
        clear.add(code);
        return false;
    }

    private void mapping(Map<String, NodeSpec> nodes, Map<String, PublicSpec> publics) {
        for (NodeSpec node : nodes.values()) {
            if (node.publicNode() == null) {
                continue;
            }
            PublicSpec shown = publics.get(node.publicNode());
            if (shown == null) {
                faults.add("节点%s所属的公开节点%s不存在".formatted(node.code(), node.publicNode()));
            } else if (!shown.internalNodes().contains(node.code())) {
                faults.add("节点%s属于公开节点%s，但后者没有列出它".formatted(node.code(), shown.code()));
            }
        }
        for (PublicSpec shown : publics.values()) {
            for (String code : shown.internalNodes()) {
                NodeSpec node = nodes.get(code);
                if (node == null) {
                    faults.add("公开节点%s列出的节点%s不存在".formatted(shown.code(), code));
                } else if (!shown.code().equals(node.publicNode())) {
                    faults.add("公开节点%s列出节点%s，但该节点不属于它".formatted(shown.code(), code));
                }
            }
            for (String code : shown.overrides().keySet()) {
                if (!shown.internalNodes().contains(code)) {
                    faults.add("公开节点%s对节点%s另定对象，但没有列出该节点".formatted(shown.code(), code));
                }
            }
        }
    }

    private void consequences(Map<String, NodeSpec> nodes, Map<String, String> events) {
        Catalogue.CONSEQUENCES.forEach((code, event) -> {
            if (nodes.containsKey(code)) {
                declared(events, event, "节点" + code + "的完成", "起算事件");
            }
        });
    }

    private void count(JsonNode file, String field, int actual, String what) {
        int expected = file.path(field).asInt(-1);
        if (expected != actual) {
            faults.add("%s应为%d个（%s），实为%d个".formatted(what, expected, field, actual));
        }
    }

    private void unique(List<String> values, String what) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        values.forEach(v -> {
            if (!seen.add(v)) {
                twice.add(v);
            }
        });
        twice.forEach(v -> faults.add(what + v + "重复"));
    }

    private void declared(Map<String, String> words, String word, String at, String what) {
        if (!words.containsKey(word)) {
            faults.add("%s的%s“%s”没有声明".formatted(at, what, word));
        }
    }

    private <E extends Enum<E>> E word(Class<E> type, String word, E otherwise, String at, String what) {
        for (E e : type.getEnumConstants()) {
            if (e.name().equals(word)) {
                return e;
            }
        }
        faults.add("%s的%s“%s”不认识".formatted(at, what, word));
        return otherwise;
    }

    private String text(JsonNode n, String field, String at) {
        String text = n.path(field).asString("");
        if (text.isBlank()) {
            faults.add("%s缺少 %s".formatted(at, field));
        }
        return text;
    }

    private static List<String> list(JsonNode n, String field) {
        List<String> list = new ArrayList<>();
        n.path(field).forEach(item -> list.add(item.asString()));
        return List.copyOf(list);
    }

    private static Map<String, String> words(JsonNode file, String field) {
        Map<String, String> words = new LinkedHashMap<>();
        file.path(field)
                .properties()
                .forEach(e -> words.put(e.getKey(), e.getValue().asString()));
        return java.util.Collections.unmodifiableMap(words);
    }

    private JsonNode yaml(String text, String what) {
        try {
            return CatalogueText.mapper().readTree(text);
        } catch (JacksonException e) {
            faults.add("%s第%d行不是有效的YAML"
                    .formatted(
                            what, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
            return tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        }
    }

    private static String hash(String innerYaml, String publicYaml) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(innerYaml.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(publicYaml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
