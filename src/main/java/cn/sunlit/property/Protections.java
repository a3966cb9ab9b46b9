package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.Protection.Act;
import cn.sunlit.property.Protection.Basis;
import cn.sunlit.property.Protection.Effect;
import cn.sunlit.property.Protection.Rule;
import cn.sunlit.statutes.StatuteBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The protections of {@code protections.yaml}, and those of a court's own file, which add to them or stand in their place;
 * with the grounds on which an asset is screened out. What is wrong in a file is told at start, all of it.
 */
@Component
class Protections {

    private static final Set<String> FIELDS =
            Set.of("code", "name", "kinds", "natures", "words", "owners", "acts", "effect", "rule", "from");

    private final List<Rule> rules;
    private final List<Ground> grounds;

    /** @param file the court's own protections; empty for none */
    @Autowired
    Protections(AssetKinds kinds, @Value("${sunlit.protections.file:}") String file) {
        Content shipped = shippedContent(kinds);
        Content own = file.isBlank() ? new Content(List.of(), List.of()) : read(Path.of(file), kinds);
        Map<String, Rule> all = new LinkedHashMap<>();
        shipped.rules().forEach(r -> all.put(r.code(), r));
        own.rules().forEach(r -> all.put(r.code(), r));
        rules = List.copyOf(all.values());
        grounds = Stream.of(
                        rules.stream()
                                .filter(r ->
                                        r.effect() == Effect.BLOCK && r.acts().contains(Act.HOLD))
                                .map(r -> new Ground(r.code(), r.zh(), r.basis())),
                        shipped.grounds().stream(),
                        own.grounds().stream())
                .flatMap(g -> g)
                .toList();
    }

    /** @param basis the article; null for a ground of fact, which needs words of its own */
    record Ground(String code, String zh, @Nullable Basis basis) {

        /** The ground with its article, and what the officer says about it. */
        String words(@Nullable String because) {
            return zh + (basis == null ? "" : "（" + basis.cite() + "）") + (because == null ? "" : "：" + because);
        }
    }

    private record Content(List<Rule> rules, List<Ground> grounds) {}

    List<Rule> rules() {
        return rules;
    }

    Optional<Rule> find(String code) {
        return rules.stream().filter(r -> r.code().equals(code)).findFirst();
    }

    /** Why an asset may be screened out, in their order. */
    List<Ground> grounds() {
        return grounds;
    }

    Optional<Ground> ground(String code) {
        return grounds.stream().filter(g -> g.code().equals(code)).findFirst();
    }

    /** The protections under which an asset falls as an institution reported it. */
    List<Rule> over(FoundAsset found, String owner, LocalDate on) {
        return Protection.over(
                rules,
                new Protection.Thing(
                        found.kind(), found.nature(), found.title(), owner, null, found.available(), null, false),
                on);
    }

    private static Content shippedContent(AssetKinds kinds) {
        try (InputStream file = Objects.requireNonNull(Protections.class.getResourceAsStream("protections.yaml"))) {
            return parse(Path.of("protections.yaml"), file.readAllBytes(), kinds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content read(Path file, AssetKinds kinds) {
        try {
            return parse(file, Files.readAllBytes(file), kinds);
        } catch (IOException e) {
            throw new CannotStart("豁免财产配置文件 %s 无法读取。".formatted(file));
        }
    }

    private static Content parse(Path file, byte[] content, AssetKinds kinds) {
        JsonNode root;
        try {
            root = YAMLMapper.builder(YAMLFactory.builder()
                            .loadSettings(LoadSettings.builder()
                                    .setAllowDuplicateKeys(false)
                                    .build())
                            .build())
                    .build()
                    .readTree(content);
        } catch (JacksonException e) {
            throw new CannotStart("豁免财产配置文件 %s 不是有效的 YAML（第%d行附近）。"
                    .formatted(
                            file, e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Basis> laws = laws();
        Map<String, Rule> rules = new LinkedHashMap<>();
        JsonNode list = root.path("protections");
        if (!list.isArray() || list.isEmpty()) {
            wrong.add("缺少 protections 列表");
        }
        for (int i = 0; i < list.size(); i++) {
            var item = new Item(list.get(i), "第%d项".formatted(i + 1), laws, kinds, wrong);
            Rule rule = item.rule();
            if (rules.put(rule.code(), rule) != null) {
                item.no("code", "“%s”出现了两次".formatted(rule.code()));
            }
        }
        List<Ground> grounds = new ArrayList<>();
        for (int i = 0; i < root.path("grounds").size(); i++) {
            var item = new Item(root.path("grounds").get(i), "理由第%d项".formatted(i + 1), laws, kinds, wrong);
            grounds.add(new Ground(item.code(), item.name(), item.basis()));
        }
        if (!wrong.isEmpty()) {
            throw new CannotStart("豁免财产配置文件 %s 有误：%s。".formatted(file, String.join("；", wrong)));
        }
        return new Content(List.copyOf(rules.values()), List.copyOf(grounds));
    }

    /** The provisions that the rules quote, by their ids; a test holds every quotation against the statute. */
    private static Map<String, Basis> laws() {
        Map<String, Basis> all = new LinkedHashMap<>();
        Stream<Law> quoted = Stream.concat(
                Stream.of(Protection.class.getAnnotationsByType(Law.class)),
                Stream.of(Ownership.class.getDeclaredMethods())
                        .flatMap(m -> Stream.of(m.getAnnotationsByType(Law.class))));
        quoted.forEach(l ->
                all.put(l.id(), new Basis(l.id(), StatuteBook.cite(l.statute(), l.edition(), l.article()), l.text())));
        return all;
    }

    /** One item on its way from the file; what does not fit is noted and the next field read. */
    private record Item(JsonNode item, String where, Map<String, Basis> laws, AssetKinds kinds, List<String> wrong) {

        Rule rule() {
            for (String field : item.propertyNames()) {
                if (!FIELDS.contains(field)) {
                    no(field, "没有这个设置项");
                }
            }
            Set<String> itsKinds = new LinkedHashSet<>(words("kinds"));
            itsKinds.stream()
                    .filter(k -> kinds.find(k).isEmpty())
                    .forEach(k -> no("kinds", "没有代码为“%s”的财产种类".formatted(k)));
            Set<Act> acts = words("acts").stream()
                    .map(w -> constant("acts", w, Act.values(), Act.HOLD))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (acts.isEmpty()) {
                no("acts", "应写明禁止的行为");
            }
            Effect effect = constant("effect", item.path("effect").asString(""), Effect.values(), Effect.WARN);
            Basis basis = basis();
            if (basis == null && effect != Effect.WARN) {
                no("effect", "没有写明依据（rule）的只能是 WARN");
            }
            return new Rule(
                    code(),
                    name(),
                    itsKinds,
                    new LinkedHashSet<>(words("natures")),
                    words("words"),
                    words("owners"),
                    acts,
                    effect,
                    basis,
                    from(basis));
        }

        String code() {
            String code = item.path("code").asString("");
            if (!code.matches("[A-Z][A-Z0-9_]{1,39}") || code.equals(Protection.NONE)) {
                no("code", "应为2至40个大写字母、数字或者下划线，NONE 除外");
            }
            return code;
        }

        String name() {
            String name = item.path("name").asString("");
            if (!name.matches("\\S.{0,58}\\S")) {
                no("name", "应为2至60个字");
            }
            return name;
        }

        @Nullable
        Basis basis() {
            if (!item.has("rule")) {
                return null;
            }
            String id = item.path("rule").asString("");
            if (!laws.containsKey(id)) {
                no("rule", "没有收录编号为“%s”的条文引文".formatted(id));
            }
            return laws.get(id);
        }

        private LocalDate from(@Nullable Basis basis) {
            LocalDate quoted = basis == null
                    ? null
                    : StatuteBook.shipped().all().stream()
                            .filter(s -> basis.cite().startsWith(s.name() + "（" + s.year()))
                            .map(StatuteBook.Statute::edition)
                            .findFirst()
                            .orElse(null);
            try {
                LocalDate written = PlainDay.optional("from", item.path("from").asString(""));
                LocalDate from = written == null ? quoted : written;
                if (from != null) {
                    return from;
                }
                no("from", "没有写明依据的须写明施行日期");
            } catch (Problem.Invalid e) {
                no("from", String.join("，", e.sentences()));
            }
            return LocalDate.EPOCH;
        }

        private List<String> words(String field) {
            JsonNode list = item.path(field);
            if (item.has(field) && !list.isArray()) {
                no(field, "应为列表");
            }
            List<String> all = new ArrayList<>();
            for (JsonNode each : list) {
                String word = each.asString("");
                if (word.isBlank()) {
                    no(field, "不能有空项");
                } else {
                    all.add(word);
                }
            }
            return List.copyOf(all);
        }

        private <T extends Enum<T>> T constant(String field, String value, T[] all, T otherwise) {
            for (T each : all) {
                if (each.name().equals(value)) {
                    return each;
                }
            }
            no(field, "只能是 " + Stream.of(all).map(Enum::name).collect(Collectors.joining("、")));
            return otherwise;
        }

        void no(String field, String rule) {
            wrong.add("%s（%s）的 %s %s".formatted(where, item.path("code").asString("？"), field, rule));
        }
    }
}
