package cn.sunlit.bank;

import cn.sunlit.kernel.Problem;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonSerializer;
import com.prowidesoftware.swift.model.MxId;
import com.prowidesoftware.swift.model.mx.AbstractMX;
import com.prowidesoftware.swift.model.mx.AppHdr;
import com.prowidesoftware.swift.model.mx.JaxbContextCacheImpl;
import com.prowidesoftware.swift.model.mx.JaxbContextLoader;
import com.prowidesoftware.swift.model.mx.adapters.LocalDateJsonAdapter;
import com.prowidesoftware.swift.model.mx.adapters.OffsetDateTimeJsonAdapter;
import com.prowidesoftware.swift.model.mx.adapters.OffsetTimeJsonAdapter;
import com.prowidesoftware.swift.model.mx.adapters.YearJsonAdapter;
import com.prowidesoftware.swift.model.mx.adapters.YearMonthJsonAdapter;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads ISO 20022 messages: camt.053 and camt.054 in versions 02 to 13, pain.002 in versions 03 to 14. A pass over the bare
 * XML refuses document types, entities and foreign schemas before the library sees anything; the library parses by the
 * version's own classes, some hundred entries at a time ({@link MessageParts}); its tree is read by element names, which hardly differ between versions. What is not XML may be a statement in MT940. Movements are named
 * by {@link Movements}.
 */
public final class BankReader {

    /** The largest message that is read; some twelve thousand entries as banks write them. */
    public static final int LARGEST = 10_000_000;

    static final String REVERSED = "银行冲正的分录须由财务人工核对后以冲红凭证处理";

    private static final int DEEPEST = 60;
    private static final String SCHEMA = "urn:iso:std:iso:20022:tech:xsd:";
    private static final Pattern KNOWN =
            Pattern.compile("(camt\\.05[34]\\.001\\.(0[2-9]|1[0-3])|pain\\.002\\.001\\.(0[3-9]|1[0-4]))");
    private static final Pattern DECLARED =
            Pattern.compile("\\A\\W{0,3}<\\?xml[^>]{0,100}encoding\\s*=\\s*[\"']([^\"']{1,40})[\"']");
    private static final Pattern SUMMED = Pattern.compile("[A-Za-z]*Amt|Sum|CtrlSum");
    private static final Pattern AMOUNT = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,10})?");
    private static final Pattern DATED = Pattern.compile("[A-Za-z]*Dt(Tm)?");
    private static final Pattern MOMENT = Pattern.compile(
            "(?<day>\\d{4}-\\d{2}-\\d{2})(T(?<time>\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?)\\d*)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final String EXPECTED = "应为 camt.053（对账单）、camt.054（到账/付款通知）、pain.002（付款回执）或 MT940（对账单）";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What the library says of a message that it cannot read holds parts of it, and a reason is told anyway. */
    private static final Logger LIBRARY = Logger.getLogger("com.prowidesoftware");

    /** What the library's own toJson builds anew for each message: all that it learns of the classes of a version is kept. */
    private static final Gson TREES = new GsonBuilder()
            .registerTypeAdapter(OffsetDateTime.class, new OffsetDateTimeJsonAdapter())
            .registerTypeAdapter(OffsetTime.class, new OffsetTimeJsonAdapter())
            .registerTypeAdapter(LocalDate.class, new LocalDateJsonAdapter())
            .registerTypeAdapter(Year.class, new YearJsonAdapter())
            .registerTypeAdapter(YearMonth.class, new YearMonthJsonAdapter())
            // What stands around the document is not read.
            .registerTypeHierarchyAdapter(
                    AppHdr.class, (JsonSerializer<AppHdr>) (header, type, context) -> JsonNull.INSTANCE)
            .create();

    static {
        LIBRARY.setLevel(Level.OFF);
        // Without it the library learns the whole standard anew for each message.
        JaxbContextLoader.INSTANCE.setCacheImpl(new JaxbContextCacheImpl());
        // It asks for a parser several times a message; found once and named, all jars are not searched for it each
        // time.
        named("javax.xml.stream.XMLInputFactory", XMLInputFactory.newInstance());
        named("javax.xml.parsers.SAXParserFactory", SAXParserFactory.newInstance());
    }

    private static void named(String property, Object found) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, found.getClass().getName());
        }
    }

    private BankReader() {}

    /** @throws Problem.Invalid naming what was expected and what was found */
    public static BankMessage read(byte[] xml) {
        if (xml.length > LARGEST) {
            throw wrong("银行报文不能超过 10 MB");
        }
        if (xml.length == 0) {
            throw wrong("银行报文为空，" + EXPECTED);
        }
        if (Mt940Reader.looksLike(xml)) {
            return Mt940Reader.read(xml);
        }
        String text = decoded(xml);
        String type = check(text);
        JsonNode root = parse(MessageParts.frame(readers(), text), type);
        String kind = type.substring(0, 8);
        JsonNode body = body(root, kind);
        String id = text(body.path("grpHdr").path("msgId"));
        if (id == null) {
            throw wrong("%s 报文缺少报文标识（GrpHdr/MsgId）".formatted(type));
        }
        return switch (kind) {
            case "camt.053" -> statements(id, type, body, text);
            case "camt.054" -> notifications(id, type, body, text);
            default -> statuses(id, type, body, text);
        };
    }

    private static JsonNode body(JsonNode root, String kind) {
        return switch (kind) {
            case "camt.053" -> root.path("bkToCstmrStmt");
            case "camt.054" -> root.path("bkToCstmrDbtCdtNtfctn");
            default -> root.path("cstmrPmtStsRpt");
        };
    }

    /**
     * The text by the encoding that it declares. Decoded here and strictly: what a library replaces or guesses in a name or a number
     * would be booked.
     */
    private static String decoded(byte[] xml) {
        boolean wide = xml.length > 1 && ((xml[0] == -1 && xml[1] == -2) || (xml[0] == -2 && xml[1] == -1));
        Matcher declared = DECLARED.matcher(new String(xml, 0, Math.min(xml.length, 200), StandardCharsets.ISO_8859_1));
        String name = wide ? "UTF-16" : declared.find() ? declared.group(1) : "UTF-8";
        try {
            String text = Charset.forName(name)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong("银行报文的文字不是所声明的编码（%s），可能已经损坏，整份报文未予接收".formatted(brief(name)));
        }
    }

    /** One a message: it holds on to the last text that it has read. */
    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entity");
        });
        return factory;
    }

    private static String check(String text) {
        String found = null;
        try {
            XMLStreamReader in = readers().createXMLStreamReader(new StringReader(text));
            int depth = 0;
            StringBuilder words = new StringBuilder();
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw wrong("银行报文不得包含文档类型声明或实体（DOCTYPE、ENTITY），未予接收");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    words.setLength(0);
                    if (++depth > DEEPEST) {
                        throw wrong("银行报文嵌套过深，未予接收");
                    }
                    if (found == null) {
                        found = type(in.getLocalName(), in.getNamespaceURI());
                    }
                } else if (event == XMLStreamConstants.CHARACTERS) {
                    words.append(in.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    if (DATED.matcher(in.getLocalName()).matches()) {
                        existing(words.toString().strip(), in);
                    } else if (SUMMED.matcher(in.getLocalName()).matches()) {
                        counted(words.toString().strip(), in);
                    }
                    words.setLength(0);
                }
            }
        } catch (XMLStreamException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "（第 %d 行第 %d 列）"
                            .formatted(
                                    e.getLocation().getLineNumber(),
                                    e.getLocation().getColumnNumber());
            throw wrong("银行报文不是格式正确的 XML" + where + "，" + EXPECTED);
        } catch (MissingResourceException e) {
            // The parser has no words for some faults inside a document type.
            throw wrong("银行报文不是格式正确的 XML，" + EXPECTED);
        }
        if (found == null) {
            throw wrong("银行报文没有内容，" + EXPECTED);
        }
        return found;
    }

    /** The library takes 30 February for 2 March; money must not be booked on a day that somebody made up. */
    private static void existing(String text, XMLStreamReader in) {
        if (text.isEmpty()) {
            return; // the element holds others
        }
        try {
            Matcher m = MOMENT.matcher(text);
            if (m.matches()) {
                LocalDate.parse(m.group("day"));
                if (m.group("time") != null && !m.group("time").startsWith("24:00:00")) {
                    LocalTime.parse(m.group("time"));
                }
                return;
            }
        } catch (DateTimeException notADay) {
            // told below, as what does not look like a day
        }
        throw wrong("银行报文第 %d 行 %s 的日期“%s”不存在或格式不正确，应如 2026-03-02，整份报文未予接收"
                .formatted(in.getLocation().getLineNumber(), in.getLocalName(), brief(text)));
    }

    /** The library takes what is no number for none, and an exponent for a number that fills the memory when it is added. */
    private static void counted(String text, XMLStreamReader in) {
        if (!text.isEmpty() && !AMOUNT.matcher(text).matches()) {
            throw wrong("银行报文第 %d 行 %s 的金额“%s”不是数字，应如 3000.00，整份报文未予接收"
                    .formatted(in.getLocation().getLineNumber(), in.getLocalName(), brief(text)));
        }
    }

    private static String type(String root, @Nullable String namespace) {
        String type = namespace != null && namespace.startsWith(SCHEMA) ? namespace.substring(SCHEMA.length()) : "";
        if (!root.equals("Document") || type.isEmpty()) {
            throw wrong("不认识的报文：" + EXPECTED
                    + "，命名空间以 %s 开头；收到的根元素为 %s，命名空间为 %s"
                            .formatted(
                                    SCHEMA,
                                    brief(root),
                                    namespace == null || namespace.isEmpty() ? "空" : brief(namespace)));
        }
        if (!KNOWN.matcher(type).matches()) {
            throw wrong("不能处理的报文类型：" + EXPECTED + "（camt 第 02 至 13 版，pain.002 第 03 至 14 版）；收到的是 " + brief(type));
        }
        return type;
    }

    /** As much of what a bank says as a sentence may quote. */
    public static String brief(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    private static JsonNode parse(String text, String type) {
        // To let the library find out by itself costs two more readers of XML a part.
        AbstractMX message = AbstractMX.parse(text, new MxId(type));
        if (message == null) {
            throw wrong("报文的命名空间声明为 %s，但内容不符合该标准".formatted(type));
        }
        return JSON.readTree(TREES.toJson(message, message.getClass()));
    }

    private static BankMessage notifications(String id, String type, JsonNode body, String text) {
        List<Group> groups = groups(body.path("ntfctn"));
        read(text, type, groups);
        List<BankMessage.Entry> entries = new ArrayList<>();
        for (Group g : groups) {
            StatementReader.totals(g.head, "通知 " + or(text(g.head.path("id")), id), g.tally);
            entries.addAll(g.entries);
        }
        return new BankMessage(id, type, entries, List.of(), List.of());
    }

    private static BankMessage statements(String id, String type, JsonNode body, String text) {
        List<Group> groups = groups(body.path("stmt"));
        read(text, type, groups);
        List<BankMessage.Entry> all = new ArrayList<>();
        List<BankMessage.Statement> statements = new ArrayList<>();
        for (Group g : groups) {
            all.addAll(g.entries);
            statements.add(
                    StatementReader.read(g.head, body.path("grpHdr").path("msgPgntn"), g.account, g.entries, g.tally));
        }
        return new BankMessage(id, type, all, statements, List.of());
    }

    /** A statement or a notification: its head, and what is read of its entries part by part. */
    private static final class Group {
        private final JsonNode head;
        private final String account;
        private final List<BankMessage.Entry> entries = new ArrayList<>();
        private final Tally tally = new Tally();

        Group(JsonNode head) {
            this.head = head;
            this.account = account(head.path("acct").path("id"));
        }
    }

    private static List<Group> groups(JsonNode heads) {
        List<Group> groups = new ArrayList<>();
        heads.forEach(head -> groups.add(new Group(head)));
        return groups;
    }

    private static void read(String text, String type, List<Group> groups) {
        Movements equal = new Movements();
        String kind = type.substring(0, 8);
        MessageParts.parts(readers(), text, (part, ordinal) -> {
            if (ordinal < 0 || ordinal >= groups.size()) {
                throw wrong("报文的命名空间声明为 %s，但内容不符合该标准".formatted(type));
            }
            Group group = groups.get(ordinal);
            JsonNode body = body(parse(part, type), kind);
            for (JsonNode head : body.path(kind.equals("camt.053") ? "stmt" : "ntfctn")) {
                for (JsonNode entry : head.path("ntry")) {
                    group.tally.add(entry);
                    movements(group.account, entry, equal, group.entries);
                }
            }
        });
    }

    private static void movements(String account, JsonNode entry, Movements equal, List<BankMessage.Entry> into) {
        List<JsonNode> details = new ArrayList<>();
        for (JsonNode batch : entry.path("ntryDtls")) {
            for (JsonNode one : batch.path("txDtls")) {
                details.add(one);
            }
        }
        if (details.size() <= 1) {
            JsonNode only = details.isEmpty() ? JSON.createObjectNode() : details.getFirst();
            into.add(movement(
                    account, entry, only, entry.path("amt"), "", StatementReader.contradicts(entry, only), equal));
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode one : details) {
            sum = sum.add(share(one).path("value").decimalValue(BigDecimal.ZERO));
        }
        String flaw = sum.compareTo(entry.path("amt").path("value").decimalValue(BigDecimal.ZERO)) == 0
                ? null
                : "批量入账的明细合计 %s 与分录金额 %s 不一致"
                        .formatted(
                                sum.toPlainString(),
                                entry.path("amt")
                                        .path("value")
                                        .decimalValue(BigDecimal.ZERO)
                                        .toPlainString());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < details.size(); i++) {
            JsonNode refs = details.get(i).path("refs");
            String own = first(text(refs.path("instrId")), text(refs.path("endToEndId")), text(refs.path("txId")));
            String name = own == null || !names.add(own) ? own + "@" + i : own;
            into.add(movement(account, entry, details.get(i), share(details.get(i)), "#" + name, flaw, equal));
        }
    }

    static boolean isBooked(JsonNode entry) {
        return "BOOK"
                .equals(or(text(entry.path("sts")), or(text(entry.path("sts").path("cd")), "")));
    }

    static JsonNode share(JsonNode detail) {
        JsonNode amount = detail.path("amt");
        return amount.has("value")
                ? amount
                : detail.path("amtDtls").path("txAmt").path("amt");
    }

    private static BankMessage.Entry movement(
            String account,
            JsonNode entry,
            JsonNode detail,
            JsonNode amount,
            String part,
            @Nullable String flaw,
            Movements equal) {
        boolean credit = "CRDT".equals(text(entry.path("cdtDbtInd")));
        JsonNode refs = detail.path("refs");
        JsonNode parties = detail.path("rltdPties");
        String endToEnd = text(refs.path("endToEndId"));
        if ("NOTPROVIDED".equals(endToEnd)) {
            endToEnd = null;
        }
        List<String> words = new ArrayList<>();
        collect(detail.path("rmtInf"), words);
        add(words, text(detail.path("addtlTxInf")));
        add(words, text(entry.path("addtlNtryInf")));
        String remark = String.join(" ", words);
        String creditor = account(parties.path("cdtrAcct").path("id"));
        JsonNode payer = parties.path(credit ? "dbtr" : "cdtr");
        String counterparty =
                first(text(payer.path("nm")), text(payer.path("pty").path("nm")), null);
        BigDecimal value = amount.path("value").decimalValue(BigDecimal.ZERO);
        String currency = or(text(amount.path("ccy")), "");
        LocalDate bookedOn = day(entry.path("bookgDt"));
        LocalDate valueOn = day(entry.path("valDt"));
        String problem = flaw;
        if (problem == null && entry.path("rvslInd").asBoolean(false)) {
            problem = REVERSED;
        }
        String batch = text(entry.path("acctSvcrRef"));
        String own = text(refs.path("acctSvcrRef"));
        String reference = equal.reference(new Movements.Said(
                batch != null ? batch : own,
                part,
                text(entry.path("ntryRef")),
                endToEnd,
                account,
                bookedOn,
                valueOn,
                credit,
                value,
                currency,
                counterparty,
                remark));
        return new BankMessage.Entry(
                reference,
                batch == null ? null : "S:" + batch,
                account,
                credit ? BankMessage.Direction.CREDIT : BankMessage.Direction.DEBIT,
                value,
                currency,
                isBooked(entry),
                bookedOn,
                valueOn,
                endToEnd,
                counterparty,
                remark,
                Movements.named(creditor, account, remark + " " + or(endToEnd, "")),
                otherSide(parties, detail.path("rltdAgts"), credit ? "dbtr" : "cdtr"),
                problem);
    }

    private static BankMessage.@Nullable OtherSide otherSide(JsonNode parties, JsonNode agents, String side) {
        String number = account(parties.path(side + "Acct").path("id"));
        JsonNode bank = agents.path(side + "Agt").path("finInstnId");
        return number.isEmpty()
                ? null
                : new BankMessage.OtherSide(
                        number, first(text(bank.path("nm")), text(bank.path("bicfi")), text(bank.path("bic"))));
    }

    private static BankMessage statuses(String id, String type, JsonNode body, String text) {
        JsonNode group = body.path("orgnlGrpInfAndSts");
        String original = text(group.path("orgnlMsgId"));
        List<JsonNode> orders = new ArrayList<>();
        body.path("orgnlPmtInfAndSts").forEach(orders::add);
        List<BankMessage.Status> statuses = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        MessageParts.parts(readers(), text, (part, ordinal) -> {
            told.add(ordinal);
            for (JsonNode order : body(parse(part, type), "pain.002").path("orgnlPmtInfAndSts")) {
                for (JsonNode one : order.path("txInfAndSts")) {
                    String code = text(one.path("txSts"));
                    if (code != null) {
                        statuses.add(new BankMessage.Status(
                                original, text(one.path("orgnlEndToEndId")), code, reason(one.path("stsRsnInf"))));
                    }
                }
            }
        });
        for (int i = 0; i < orders.size(); i++) {
            String code = text(orders.get(i).path("pmtInfSts"));
            if (code != null && !told.contains(i)) {
                statuses.add(new BankMessage.Status(
                        original, null, code, reason(orders.get(i).path("stsRsnInf"))));
            }
        }
        String code = text(group.path("grpSts"));
        if (code != null && statuses.isEmpty()) {
            statuses.add(new BankMessage.Status(original, null, code, reason(group.path("stsRsnInf"))));
        }
        return new BankMessage(id, type, List.of(), List.of(), statuses);
    }

    private static String reason(JsonNode reasons) {
        List<String> words = new ArrayList<>();
        for (JsonNode reason : reasons) {
            add(words, text(reason.path("rsn").path("cd")));
            for (JsonNode more : reason.path("addtlInf")) {
                add(words, text(more));
            }
        }
        return String.join(" ", words);
    }

    private static String account(JsonNode id) {
        String number = first(text(id.path("iban")), text(id.path("othr").path("id")), null);
        return number == null ? "" : number.replace(" ", "");
    }

    /** All texts of a branch, in their order. */
    private static void collect(JsonNode node, List<String> into) {
        if (node.isString()) {
            add(into, text(node));
        } else {
            for (JsonNode child : node) {
                collect(child, into);
            }
        }
    }

    static @Nullable LocalDate day(JsonNode choice) {
        JsonNode d = choice.path("dt");
        if (!d.has("year")) {
            d = choice.path("dtTm").path("dateTime").path("date");
        }
        if (!d.has("year")) {
            return null;
        }
        try {
            return LocalDate.of(
                    d.path("year").asInt(),
                    d.path("month").asInt(),
                    d.path("day").asInt());
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable String text(JsonNode node) {
        if (!node.isString()) {
            return null;
        }
        String value = node.asString().strip();
        return value.isEmpty() ? null : value;
    }

    private static void add(List<String> into, @Nullable String word) {
        if (word != null) {
            into.add(word);
        }
    }

    private static @Nullable String first(@Nullable String a, @Nullable String b, @Nullable String c) {
        return a != null ? a : b != null ? b : c;
    }

    static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** In hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Problem.Invalid wrong(String sentence) {
        return new Problem.Invalid("message", sentence);
    }
}
