package cn.sunlit.inquiries;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Institutions as configuration: those of {@code institutions.yaml}, and those of a court's own file, which add to them or
 * stand in their place. What is wrong in a file is told at start, all of it, by the institution and the field.
 */
record Registry(List<Entry> institutions) {

    static final Registry NONE = new Registry(List.of());

    private static final Set<String> FIELDS = Set.of(
            "code",
            "name",
            "kind",
            "channel",
            "person",
            "organisation",
            "actions",
            "promisedMinutes",
            "parallel",
            "perMinute",
            "opens",
            "closes",
            "workingDaysOnly",
            "transport",
            "url",
            "folder",
            "format",
            "secretFile",
            "nextSecretFile");
    private static final int MOST_MINUTES = 60 * 24 * 60;
    private static final int MOST_PARALLEL = 64;
    private static final int MOST_PER_MINUTE = 60_000;

    /**
     * One institution as a file names it.
     *
     * @param url where it listens, for HTTPS
     * @param folder where files are exchanged with it, for FILES
     * @param format of those files
     * @param secret what both sides sign with; empty where there is none
     * @param nextSecret what it may sign with as well, while the two sides change the secret; empty at other times
     */
    record Entry(
            String code,
            String name,
            String kind,
            String channel,
            boolean person,
            boolean organisation,
            List<Order.Action> actions,
            int promisedMinutes,
            int parallel,
            @Nullable Integer perMinute,
            Hours hours,
            Transport.Kind transport,
            @Nullable String url,
            @Nullable Path folder,
            @Nullable String format,
            String secret,
            String nextSecret) {

        @Override
        public String toString() {
            return code + " " + name;
        }
    }

    static Registry shipped() {
        try (InputStream file = Objects.requireNonNull(Registry.class.getResourceAsStream("institutions.yaml"))) {
            return parse(Path.of("institutions.yaml"), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A court's own file; {@code secretFile} is looked up beside it.
     *
     * @throws CannotStart naming everything in it that is wrong
     */
    static Registry read(Path file) {
        try {
            return parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CannotStart("协助单位配置文件 %s 无法读取。".formatted(file));
        }
    }

    /** These, and the others behind them; one of the same code takes the place of the one here. */
    Registry with(Registry others) {
        Map<String, Entry> all = new LinkedHashMap<>();
        institutions.forEach(e -> all.put(e.code(), e));
        others.institutions.forEach(e -> all.put(e.code(), e));
        Map<String, String> names = new LinkedHashMap<>();
        for (Entry each : all.values()) {
            String before = names.put(each.name(), each.code());
            if (before != null) {
                throw new CannotStart("协助单位 %s 与 %s 的名称都是“%s”，请改用不同的名称。".formatted(before, each.code(), each.name()));
            }
        }
        return new Registry(List.copyOf(all.values()));
    }

    boolean has(String code) {
        return institutions.stream().anyMatch(e -> e.code().equals(code));
    }

    private static Registry parse(Path file, byte[] content) {
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
            throw new CannotStart("协助单位配置文件 %s 不是有效的 YAML（第%d行附近）。"
                    .formatted(
                            file, e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
        }
        List<String> wrong = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> codes = new LinkedHashSet<>();
        JsonNode list = root.path("institutions");
        if (!list.isArray() || list.isEmpty()) {
            wrong.add("缺少 institutions 列表");
        }
        for (int i = 0; i < list.size(); i++) {
            var read = new Read(list.get(i), "第%d项".formatted(i + 1), file, wrong);
            Entry entry = read.entry();
            if (!codes.add(entry.code())) {
                read.no("code", "“%s”出现了两次".formatted(entry.code()));
            }
            entries.add(entry);
        }
        if (!wrong.isEmpty()) {
            throw new CannotStart("协助单位配置文件 %s 有误：%s。".formatted(file, String.join("；", wrong)));
        }
        return new Registry(List.copyOf(entries));
    }

    /** One item on its way from the file; what does not fit is noted and the next field read. */
    private record Read(JsonNode item, String where, Path file, List<String> wrong) {

        Entry entry() {
            for (String field : item.propertyNames()) {
                if (!FIELDS.contains(field)) {
                    no(field, "没有这个设置项");
                }
            }
            String channel = word("channel", "NATIONAL|REGIONAL|LETTER", "只能是 NATIONAL、REGIONAL 或者 LETTER");
            Transport.Kind transport = transport();
            String url = url(transport);
            return new Entry(
                    word("code", "[A-Z0-9_]{2,40}", "应为2至40个大写字母、数字或者下划线"),
                    word("name", "\\S.{0,38}\\S", "应为2至40个字"),
                    word("kind", "[A-Z_]{2,40}", "应为大写字母和下划线"),
                    channel,
                    flag("person"),
                    flag("organisation"),
                    actions(),
                    number("promisedMinutes", MOST_MINUTES),
                    number("parallel", MOST_PARALLEL),
                    item.has("perMinute") ? Integer.valueOf(number("perMinute", MOST_PER_MINUTE)) : null,
                    hours(),
                    transport,
                    url,
                    folder(transport),
                    format(transport),
                    secret("secretFile", url != null),
                    secret("nextSecretFile", false));
        }

        private String word(String field, String form, String rule) {
            String value = item.path(field).asString("");
            if (!value.matches(form)) {
                no(field, rule);
            }
            return value;
        }

        private boolean flag(String field) {
            if (!item.path(field).isBoolean()) {
                no(field, "应为 true 或者 false");
            }
            return item.path(field).asBoolean(false);
        }

        private int number(String field, int most) {
            JsonNode value = item.path(field);
            if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
                no(field, "应为1至%d的整数".formatted(most));
                return 1;
            }
            return value.intValue();
        }

        private List<Order.Action> actions() {
            List<Order.Action> all = new ArrayList<>();
            if (!item.path("actions").isArray()) {
                no("actions", "应为列表，没有可以协助控制的写 []");
            }
            for (JsonNode each : item.path("actions")) {
                try {
                    all.add(Order.Action.valueOf(each.asString("")));
                } catch (IllegalArgumentException unknown) {
                    no("actions", "只能是 FREEZE、SEAL、RENEW、RELEASE、DEDUCT");
                }
            }
            return List.copyOf(all);
        }

        private Hours hours() {
            LocalTime opens = time("opens");
            LocalTime closes = time("closes");
            if (opens != null && closes != null && !opens.isBefore(closes)) {
                no("closes", "应晚于 opens");
            }
            return new Hours(opens, closes, item.has("workingDaysOnly") && flag("workingDaysOnly"));
        }

        private @Nullable LocalTime time(String field) {
            if (!item.has(field)) {
                return null;
            }
            try {
                return LocalTime.parse(item.path(field).asString(""));
            } catch (DateTimeException e) {
                no(field, "应为带引号的时刻，例如 \"08:30\"");
                return null;
            }
        }

        private Transport.Kind transport() {
            if (!item.has("transport")) {
                return Transport.Kind.HTTPS;
            }
            try {
                return Transport.Kind.valueOf(item.path("transport").asString(""));
            } catch (IllegalArgumentException unknown) {
                no("transport", "只能是 HTTPS 或者 FILES");
                return Transport.Kind.HTTPS;
            }
        }

        /** For files: where the folders of the days lie, beside the file where it is no whole path. */
        private @Nullable Path folder(Transport.Kind transport) {
            String folder = item.path("folder").asString("");
            if (transport == Transport.Kind.FILES && folder.isBlank()) {
                no("folder", "FILES 须写明交换文件的目录");
            } else if (transport != Transport.Kind.FILES && item.has("folder")) {
                no("folder", "只用于 FILES");
            }
            return folder.isBlank()
                    ? null
                    : file.toAbsolutePath().resolveSibling(folder).normalize();
        }

        private @Nullable String format(Transport.Kind transport) {
            String format = item.path("format").asString("");
            if (transport == Transport.Kind.FILES && !Set.of("CSV", "XML").contains(format)) {
                no("format", "FILES 须写明 CSV 或者 XML");
            } else if (transport != Transport.Kind.FILES && item.has("format")) {
                no("format", "只用于 FILES");
            }
            return format.isBlank() ? null : format;
        }

        private @Nullable String url(Transport.Kind transport) {
            String url = item.path("url").asString("");
            if (!item.has("url")) {
                return null;
            }
            if (transport == Transport.Kind.FILES) {
                no("url", "只用于 HTTPS");
            }
            try {
                URI address = URI.create(url);
                boolean secure = "https".equals(address.getScheme());
                boolean here = "http".equals(address.getScheme())
                        && Set.of("127.0.0.1", "localhost").contains(address.getHost());
                if ((!secure && !here) || address.getHost() == null || url.endsWith("/")) {
                    no("url", "应为 https:// 开头、末尾没有斜线的地址");
                }
            } catch (IllegalArgumentException e) {
                no("url", "不是有效的地址");
            }
            return url;
        }

        private String secret(String field, boolean needed) {
            String name = item.path(field).asString("");
            if (name.isBlank()) {
                if (needed) {
                    no(field, "有 url 的须写明共享密钥所在的文件");
                }
                return "";
            }
            try {
                String secret = Files.readString(file.resolveSibling(name)).strip();
                if (secret.length() < 16) {
                    no(field, "共享密钥少于16个字符");
                }
                return secret;
            } catch (IOException e) {
                no(field, "文件“%s”无法读取".formatted(name));
                return "";
            }
        }

        void no(String field, String rule) {
            wrong.add("%s（%s）的 %s %s".formatted(where, item.path("code").asString("？"), field, rule));
        }
    }
}
