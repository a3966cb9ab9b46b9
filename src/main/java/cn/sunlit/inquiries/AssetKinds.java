package cn.sunlit.inquiries;

import cn.sunlit.inquiries.AssetKind.Valuation;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.statutes.AssetClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The kinds of assets that this court knows: those of {@code asset-kinds.yaml}, and those of a court's own file, which add to
 * them or stand in their place. What is wrong in a file is told at start, all of it, by the kind and the field.
 */
@Component
public class AssetKinds {

    static final Set<String> HOLDS = Set.of("FREEZE", "SEAL", "SEIZE");

    private static final Set<String> MEASURES = Set.of("FREEZE", "SEAL", "SEIZE", "DEDUCT", "EXTRACT", "NOTIFY");
    private static final Set<String> FIELDS = Set.of("code", "name", "class", "measures", "node", "valuation", "also");
    private static final String OTHER = "OTHER";

    private final Map<String, AssetKind> byCode;

    /** @param file the court's own kinds; empty for none */
    @Autowired
    AssetKinds(@Value("${sunlit.asset.kinds.file:}") String file) {
        this(merged(shippedKinds(), file.isBlank() ? List.of() : read(Path.of(file))));
    }

    private AssetKinds(Collection<AssetKind> kinds) {
        byCode = new LinkedHashMap<>();
        kinds.forEach(k -> byCode.put(k.code(), k));
    }

    /** The kinds that come with the product, without a court's own. */
    public static AssetKinds shipped() {
        return new AssetKinds(shippedKinds());
    }

    /** All kinds in the order of the files. */
    public List<AssetKind> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<AssetKind> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** By a word that a filing brings along; what nobody knows is another asset. */
    public AssetKind called(String word) {
        return find(word)
                .or(() -> byCode.values().stream()
                        .filter(k -> k.also().contains(word) || k.zh().equals(word))
                        .findFirst())
                .orElseGet(() -> other());
    }

    /**
     * As a row names it. A court may have taken a kind out of its file while assets of it are on record: they stay what they
     * are, handled as another asset.
     */
    public AssetKind stored(String code) {
        AssetKind other = other();
        return find(code)
                .orElseGet(() -> new AssetKind(
                        code,
                        other.zh() + "（" + code + "）",
                        other.lawClass(),
                        other.measures(),
                        other.node(),
                        other.valuation(),
                        List.of()));
    }

    private AssetKind other() {
        return Objects.requireNonNull(byCode.get(OTHER));
    }

    private static List<AssetKind> shippedKinds() {
        try (InputStream file = Objects.requireNonNull(AssetKinds.class.getResourceAsStream("asset-kinds.yaml"))) {
            return parse(Path.of("asset-kinds.yaml"), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A court's own file.
     *
     * @throws CannotStart naming everything in it that is wrong
     */
    static List<AssetKind> read(Path file) {
        try {
            return parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CannotStart("财产种类配置文件 %s 无法读取。".formatted(file));
        }
    }

    private static Collection<AssetKind> merged(List<AssetKind> shipped, List<AssetKind> own) {
        Map<String, AssetKind> all = new LinkedHashMap<>();
        shipped.forEach(k -> all.put(k.code(), k));
        own.forEach(k -> all.put(k.code(), k));
        List<String> wrong = new ArrayList<>();
        Map<String, String> words = new LinkedHashMap<>();
        for (AssetKind each : all.values()) {
            List<String> its = new ArrayList<>(each.also());
            its.add(each.zh());
            for (String word : its) {
                String before = words.put(word, each.code());
                if (before != null) {
                    wrong.add("%s 与 %s 都叫“%s”".formatted(before, each.code(), word));
                }
                if (all.containsKey(word)) {
                    wrong.add("%s 的 also “%s”已是另一种类的代码".formatted(each.code(), word));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new CannotStart("财产种类配置有误：%s。".formatted(String.join("；", wrong)));
        }
        return all.values();
    }

    private static List<AssetKind> parse(Path file, byte[] content) {
        JsonNode list;
        try {
            list = YAMLMapper.builder(YAMLFactory.builder()
                            .loadSettings(LoadSettings.builder()
                                    .setAllowDuplicateKeys(false)
                                    .build())
                            .build())
                    .build()
                    .readTree(content)
                    .path("assetKinds");
        } catch (JacksonException e) {
            throw new CannotStart("财产种类配置文件 %s 不是有效的 YAML（第%d行附近）。"
                    .formatted(
                            file, e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
        }
        List<String> wrong = new ArrayList<>();
        if (!list.isArray() || list.isEmpty()) {
            wrong.add("缺少 assetKinds 列表");
        }
        Map<String, AssetKind> kinds = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            var read = new Read(list.get(i), "第%d项".formatted(i + 1), wrong);
            AssetKind kind = read.kind();
            if (kinds.put(kind.code(), kind) != null) {
                read.no("code", "“%s”出现了两次".formatted(kind.code()));
            }
        }
        if (!wrong.isEmpty()) {
            throw new CannotStart("财产种类配置文件 %s 有误：%s。".formatted(file, String.join("；", wrong)));
        }
        return List.copyOf(kinds.values());
    }

    /** One item on its way from the file; what does not fit is noted and the next field read. */
    private record Read(JsonNode item, String where, List<String> wrong) {

        AssetKind kind() {
            for (String field : item.propertyNames()) {
                if (!FIELDS.contains(field)) {
                    no(field, "没有这个设置项");
                }
            }
            List<String> measures = words("measures", MEASURES);
            if (measures.stream().noneMatch(HOLDS::contains)) {
                no("measures", "至少要有 FREEZE、SEAL、SEIZE 之一");
            }
            return new AssetKind(
                    word("code", "[A-Z][A-Z0-9_]{1,39}", "应为2至40个大写字母、数字或者下划线"),
                    word("name", "\\S.{0,18}\\S", "应为2至20个字"),
                    constant("class", AssetClass.class, AssetClass.OTHER_RIGHT),
                    measures,
                    word("node", "D0[1-4]", "只能是 D01、D02、D03 或者 D04"),
                    constant("valuation", Valuation.class, Valuation.APPRAISAL),
                    item.has("also") ? words("also", Set.of()) : List.of());
        }

        private String word(String field, String form, String rule) {
            String value = item.path(field).asString("");
            if (!value.matches(form)) {
                no(field, rule);
            }
            return value;
        }

        private <T extends Enum<T>> T constant(String field, Class<T> type, T otherwise) {
            T[] all = type.getEnumConstants();
            String value = item.path(field).asString("");
            return Arrays.stream(all)
                    .filter(c -> c.name().equals(value))
                    .findFirst()
                    .orElseGet(() -> {
                        no(field, "只能是 " + Arrays.stream(all).map(Enum::name).collect(Collectors.joining("、")));
                        return otherwise;
                    });
        }

        /** @param allowed empty when any word will do */
        private List<String> words(String field, Set<String> allowed) {
            List<String> all = new ArrayList<>();
            if (!item.path(field).isArray()) {
                no(field, "应为列表");
            }
            for (JsonNode each : item.path(field)) {
                String word = each.asString("");
                if (word.isBlank() || (!allowed.isEmpty() && !allowed.contains(word))) {
                    no(
                            field,
                            allowed.isEmpty()
                                    ? "不能有空项"
                                    : "只能是 " + allowed.stream().sorted().collect(Collectors.joining("、")));
                }
                all.add(word);
            }
            return List.copyOf(all);
        }

        void no(String field, String rule) {
            wrong.add("%s（%s）的 %s %s".formatted(where, item.path("code").asString("？"), field, rule));
        }
    }
}
