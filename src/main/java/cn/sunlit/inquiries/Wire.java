package cn.sunlit.inquiries;

import cn.sunlit.inquiries.FoundAsset.EarlierControl;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words between the program and an institution, and the strict reading of what comes back. Pure: bytes in, a reading
 * out. An answer counts only when it bears the number of the request, the name and the identity number that were asked
 * for; a bank's list may name an account twice, which is one account.
 */
final class Wire {

    /** So many bytes an answer may have at most. */
    static final int LARGEST = 1_000_000;

    private static final int MOST_ASSETS = 500;
    private static final int MOST_PARTS = 10_000;
    private static final Set<String> RIGHTS = Set.of("MORTGAGE", "PLEDGE", "LIEN", "LEASE", "RESIDENCE");

    /** What a spreadsheet makes of a long number. */
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d+\\.\\d+[eE][+-]?\\d+|\\d+[eE]\\+\\d+");

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    /** What an answer turned out to be. */
    sealed interface Reading {
        /**
         * @param repeated how many lines said what an earlier line had said
         * @param asOf of which day the data are, null where the institution does not say
         */
        record Found(
                List<FoundAsset> assets,
                int repeated,
                @Nullable LocalDate asOf) implements Reading {}

        record Ordered(
                OrderAnswered.Outcome outcome,
                @Nullable Money amount,
                int rank,
                @Nullable LocalDate until,
                @Nullable String reason)
                implements Reading {}

        record WrongPerson(String why) implements Reading {}

        record Garbage(String why) implements Reading {}
    }

    static byte[] query(
            String requestId,
            String court,
            String caseNumber,
            boolean person,
            String name,
            String number,
            String document) {
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("kind", person ? "PERSON" : "ORGANISATION");
        subject.put("name", name);
        subject.put("idNumber", number);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", requestId);
        body.put("kind", "QUERY");
        body.put("court", court);
        body.put("caseNumber", caseNumber);
        body.put("document", document);
        body.put("subject", subject);
        return JSON.writeValueAsBytes(body);
    }

    static byte[] order(String requestId, Order o) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", requestId);
        body.put("kind", o.action().name());
        body.put("reference", o.reference());
        body.put("court", o.court().value());
        body.put("caseNumber", o.caseNumber().text());
        body.put("asset", Map.of("kind", o.assetKind().code(), "key", o.assetKey()));
        body.put("subject", Map.of("name", o.holder()));
        put(body, "amount", o.amount());
        put(body, "from", o.from());
        put(body, "to", o.to());
        body.put("ruling", o.ruling());
        body.put("notice", o.notice());
        put(body, "original", o.original());
        Order.PayTo pay = o.payTo();
        if (pay != null) {
            body.put("payTo", Map.of("bank", pay.bank(), "name", pay.name(), "account", pay.account()));
        }
        return JSON.writeValueAsBytes(body);
    }

    private static void put(Map<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value.toString());
        }
    }

    static Reading read(byte[] sent, byte[] raw, AssetKinds kinds) {
        try {
            JsonNode asked = JSON.readTree(sent);
            JsonNode got = JSON.readTree(raw);
            if (!got.isObject()) {
                return new Reading.Garbage("反馈不是一个完整的报文");
            }
            if (!text(asked, "requestId").equals(text(got, "requestId"))) {
                return new Reading.Garbage("反馈的请求单号与所发请求不一致");
            }
            return text(asked, "kind").equals("QUERY") ? findings(asked, got, kinds) : outcome(asked, got);
        } catch (JacksonException e) {
            return new Reading.Garbage("反馈内容无法按约定格式读取");
        } catch (IllegalArgumentException e) {
            return new Reading.Garbage("反馈内容有误：" + e.getMessage());
        }
    }

    private static Reading findings(JsonNode asked, JsonNode got, AssetKinds kinds) {
        if (!same(text(asked.path("subject"), "name"), text(got.path("subject"), "name"))
                || !same(text(asked.path("subject"), "idNumber"), text(got.path("subject"), "idNumber"))) {
            return new Reading.WrongPerson("反馈的姓名（名称）或者证件号与被查询人不一致");
        }
        String result = text(got, "result");
        JsonNode lines = got.path("assets");
        if (result.equals("NONE") && (lines.isMissingNode() || lines.isEmpty())) {
            return new Reading.Found(List.of(), 0, date(got, "asOf"));
        }
        if (!result.equals("FOUND") || !lines.isArray() || lines.isEmpty()) {
            return new Reading.Garbage("反馈结论与财产明细不一致");
        }
        if (lines.size() > MOST_ASSETS) {
            return new Reading.Garbage("反馈的财产超过" + MOST_ASSETS + "项");
        }
        Map<String, FoundAsset> byKey = new LinkedHashMap<>();
        int repeated = 0;
        for (JsonNode line : lines) {
            FoundAsset a = asset(line, kinds);
            FoundAsset before = byKey.putIfAbsent(a.kind() + " " + a.key(), a);
            if (before != null && !before.equals(a)) {
                return new Reading.Garbage("同一账户（登记号）反馈了互相矛盾的内容");
            }
            repeated += before == null ? 0 : 1;
        }
        return new Reading.Found(List.copyOf(byKey.values()), repeated, date(got, "asOf"));
    }

    private static FoundAsset asset(JsonNode line, AssetKinds kinds) {
        List<EarlierControl> controls = new ArrayList<>();
        for (JsonNode c : line.path("controls")) {
            controls.add(new EarlierControl(
                    text(c, "court"), optional(c, "caseNumber"), money(c, "amount"), date(c, "until")));
        }
        String key = text(line, "key");
        if (SCIENTIFIC.matcher(key).matches()) {
            throw new IllegalArgumentException("账号（登记号）被写成了科学计数法，原号码已经丢失");
        }
        if (!key.matches("[\\p{L}\\p{N}（）()·._-]{1,64}")) {
            throw new IllegalArgumentException("账号（登记号）含有不能识别的字符");
        }
        Money balance = money(line, "balance");
        Money available = money(line, "available");
        if (balance != null && available != null && available.compareTo(balance) > 0) {
            throw new IllegalArgumentException("可用余额大于余额");
        }
        String title = text(line, "title");
        if (title.length() > 200) {
            throw new IllegalArgumentException("财产名称过长");
        }
        if (PlainText.unfit(title, false) != null) {
            throw new IllegalArgumentException("财产名称含有看不见的字符");
        }
        String nature = optional(line, "nature");
        String kind = text(line, "kind");
        return new FoundAsset(
                kinds.find(kind).orElseThrow(() -> new IllegalArgumentException("没有代码为“%s”的财产种类".formatted(kind))),
                title,
                key,
                nature == null ? "UNKNOWN" : nature,
                balance,
                available,
                List.copyOf(controls),
                coOwners(line),
                rights(line));
    }

    private static List<FoundAsset.CoOwner> coOwners(JsonNode line) {
        List<FoundAsset.CoOwner> all = new ArrayList<>();
        for (JsonNode each : line.path("coOwners")) {
            String share = optional(each, "share");
            if (share != null && !isPart(share)) {
                throw new IllegalArgumentException("共有份额应写成 1/3 的形式，分母不超过10000");
            }
            all.add(new FoundAsset.CoOwner(name(each, "name"), share));
        }
        return all;
    }

    private static boolean isPart(String share) {
        if (!share.matches("\\d{1,4}/\\d{1,5}")) {
            return false;
        }
        int slash = share.indexOf('/');
        int part = Integer.parseInt(share.substring(0, slash));
        int whole = Integer.parseInt(share.substring(slash + 1));
        return part > 0 && part < whole && whole <= MOST_PARTS;
    }

    private static List<FoundAsset.Right> rights(JsonNode line) {
        List<FoundAsset.Right> all = new ArrayList<>();
        for (JsonNode each : line.path("rights")) {
            String kind = text(each, "kind");
            if (!RIGHTS.contains(kind)) {
                throw new IllegalArgumentException("没有代码为“%s”的权利种类".formatted(kind));
            }
            all.add(new FoundAsset.Right(
                    kind, name(each, "holder"), money(each, "secured"), date(each, "registeredOn")));
        }
        return all;
    }

    private static String name(JsonNode node, String field) {
        String name = text(node, field);
        if (name.length() > 60) {
            throw new IllegalArgumentException("姓名（名称）过长");
        }
        return name;
    }

    private static Reading outcome(JsonNode asked, JsonNode got) {
        if (!text(asked.path("asset"), "key").equals(text(got.path("asset"), "key"))) {
            return new Reading.WrongPerson("回执的账号（登记号）与所控制的财产不一致");
        }
        String result = text(got, "result");
        if (!result.matches("DONE|WAITING|FAILED")) {
            return new Reading.Garbage("回执的结果只能是 DONE、WAITING 或者 FAILED");
        }
        OrderAnswered.Outcome outcome = OrderAnswered.Outcome.valueOf(result);
        JsonNode told = got.path("rank");
        if (!told.isMissingNode() && !told.isNull() && !told.isInt()) {
            return new Reading.Garbage("回执的顺位应为整数");
        }
        int rank = told.isInt() ? told.intValue() : 1;
        if (rank < 1 || rank > 999 || (outcome == OrderAnswered.Outcome.WAITING && rank < 2)) {
            return new Reading.Garbage("回执的顺位不正确");
        }
        String reason = optional(got, "reason");
        if (outcome == OrderAnswered.Outcome.FAILED && reason == null) {
            return new Reading.Garbage("回执未载明不能协助的原因");
        }
        return new Reading.Ordered(outcome, money(got, "amount"), rank, date(got, "to"), reason);
    }

    private static boolean same(String a, String b) {
        return a.strip().toUpperCase(Locale.ROOT).equals(b.strip().toUpperCase(Locale.ROOT));
    }

    private static String text(JsonNode node, String field) {
        String value = optional(node, field);
        if (value == null) {
            throw new IllegalArgumentException("缺少“" + field + "”");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        // A number would be read with the loss of its last places, or of its sign.
        if (!value.isString()) {
            throw new IllegalArgumentException("“%s”应为带引号的文字".formatted(field));
        }
        return value.stringValue().isBlank() ? null : value.stringValue();
    }

    private static @Nullable Money money(JsonNode node, String field) {
        String value = optional(node, field);
        return value == null ? null : Money.parse(value);
    }

    private static @Nullable LocalDate date(JsonNode node, String field) {
        String value = optional(node, field);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("“%s”应为日期，例如 2026-03-02".formatted(field), e);
        }
    }
}
