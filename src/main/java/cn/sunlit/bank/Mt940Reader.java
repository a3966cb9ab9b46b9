package cn.sunlit.bank;

import cn.sunlit.kernel.Problem;
import com.prowidesoftware.swift.model.SwiftMessage;
import com.prowidesoftware.swift.model.Tag;
import com.prowidesoftware.swift.model.field.Field28C;
import com.prowidesoftware.swift.model.field.Field61;
import com.prowidesoftware.swift.model.mt.mt9xx.MT940;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements of SWIFT MT940, as whole messages or as their text block alone, any number of them in one file. The
 * library takes the fields apart; what it takes leniently is checked here: a day must exist, an amount has two decimals at
 * most, and a statement's movements must lead from its opening to its closing balance, or nothing of the file is taken.
 * Pages of one statement ({@code 60M}, {@code 62M}) are joined.
 */
final class Mt940Reader {

    private static final Pattern START = Pattern.compile("\\A\\s*(\\{1:|:20:)");
    private static final Pattern MESSAGE =
            Pattern.compile("^:20:.*?(?=^-\\}?\\s*$|^:20:|^\\{1:|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BALANCE =
            Pattern.compile("(?<mark>[CD])(?<day>\\d{6})(?<currency>[A-Z]{3})(?<amount>\\d{1,12},\\d{0,2})");
    private static final Pattern ENTRY =
            Pattern.compile("\\d{6}(\\d{4})?R?[CD][A-Z]?\\d{1,12},\\d{0,2}[A-Z][A-Z0-9]{3}.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\?32(?<first>[^?]*)(\\?33(?<more>[^?]*))?");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);
    /** The kind of a whole message, which stands in its second block. */
    private static final Pattern KIND = Pattern.compile("\\{2:[IO](\\d{3})");

    private static final int LONGEST_FIELD = 4_000;

    /** The library wants the headers that banks leave out of files. */
    private static final String HEAD =
            "{1:F01AAAABBCCAXXX0000000000}{2:O9400000000000AAAABBCCAXXX00000000000000000000N}{4:\r\n";

    private Mt940Reader() {}

    /** Whether a file looks like one; everything else is read as XML. */
    static boolean looksLike(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1);
        return START.matcher(head.replace("\u00EF\u00BB\u00BF", "")).find();
    }

    /** @throws Problem.Invalid naming statement, field and rule */
    static BankMessage read(byte[] file) {
        String text = text(file).replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
        onlyStatements(text);
        Map<String, Pages> statements = new LinkedHashMap<>();
        Movements movements = new Movements();
        String first = null;
        Matcher m = MESSAGE.matcher(text);
        while (m.find()) {
            String reference = page(m.group(), statements, movements);
            first = first == null ? reference : first;
        }
        if (first == null) {
            throw wrong("没有以 :20: 开头的对账单");
        }
        List<BankMessage.Entry> entries = new ArrayList<>();
        List<BankMessage.Statement> whole = new ArrayList<>();
        for (Pages s : statements.values()) {
            whole.add(s.statement());
            entries.addAll(s.entries);
        }
        return new BankMessage(first, "MT940", entries, whole, List.of());
    }

    /** Other messages have fields of the same names; what another one says is never taken for a movement. */
    private static void onlyStatements(String text) {
        Matcher kind = KIND.matcher(text);
        while (kind.find()) {
            if (!kind.group(1).equals("940")) {
                throw wrong("文件中有 MT%s 报文，只接收 MT940".formatted(kind.group(1)));
            }
        }
    }

    private static String page(String block, Map<String, Pages> statements, Movements movements) {
        List<Tag> tags = tags(block);
        String reference = one(tags, "20", "20");
        String account = one(tags, "25", "25P").lines().findFirst().orElse("");
        account = account.substring(account.lastIndexOf('/') + 1).replace(" ", "");
        if (!account.matches("[A-Za-z0-9]{5,35}")) {
            throw wrong("对账单 %s 的账号（:25:）“%s”不能识别".formatted(brief(reference), brief(account)));
        }
        Field28C number = new Field28C(one(tags, "28C", "28"));
        String name = Objects.requireNonNullElse(number.getStatementNumber(), "");
        if (!name.matches("\\d{1,5}")) {
            throw wrong("对账单 %s 的编号（:28C:）应为数字".formatted(brief(reference)));
        }
        Pages pages = statements.computeIfAbsent(account + "/" + name, each -> new Pages(name, reference, movements));
        pages.add(account, tags);
        return reference;
    }

    private static List<Tag> tags(String block) {
        SwiftMessage message;
        try {
            message = MT940.parse(HEAD + block.strip().replace("\n", "\r\n") + "\r\n-}")
                    .getSwiftMessage();
        } catch (RuntimeException unreadable) { // whatever the library throws at damaged text
            throw wrong("“%s”一段不符合 MT940 的格式（%s）"
                    .formatted(brief(block), unreadable.getClass().getSimpleName()));
        }
        return message.getBlock4() == null ? List.of() : message.getBlock4().getTags();
    }

    private static String one(List<Tag> tags, String name, String other) {
        List<String> found = tags.stream()
                .filter(t -> t.getName().equals(name) || t.getName().equals(other))
                .map(t -> Objects.requireNonNullElse(t.getValue(), "").strip())
                .toList();
        if (found.size() != 1 || found.getFirst().isEmpty()) {
            throw wrong(
                    found.isEmpty() || found.getFirst().isEmpty()
                            ? "对账单缺少 :%s:".formatted(name)
                            : "对账单有多个 :%s:".formatted(name));
        }
        return found.getFirst();
    }

    /** One statement, gathered from its pages. */
    private static final class Pages {

        private final String number;
        private final String reference;
        private final Movements movements;
        private final List<BankMessage.Entry> entries = new ArrayList<>();
        private String account = "";
        private @Nullable BigDecimal opening;
        private @Nullable BigDecimal running;
        private String currency = "";
        private @Nullable LocalDate closedOn;
        private boolean goesOn;

        Pages(String number, String reference, Movements movements) {
            this.number = number;
            this.reference = brief(reference);
            this.movements = movements;
        }

        void add(String of, List<Tag> tags) {
            account = of;
            for (int i = 0; i < tags.size(); i++) {
                Tag tag = tags.get(i);
                String value = Objects.requireNonNullElse(tag.getValue(), "");
                if (value.length() > LONGEST_FIELD) {
                    throw wrong("对账单 %s 的 :%s: 过长".formatted(reference, tag.getName()));
                }
                switch (tag.getName()) {
                    case "60F", "60M" -> open(tag.getName(), value);
                    case "61" -> {
                        boolean told =
                                i + 1 < tags.size() && tags.get(i + 1).getName().equals("86");
                        String words = told
                                ? Objects.requireNonNullElse(tags.get(i + 1).getValue(), "")
                                : "";
                        move(value, words);
                    }
                    case "62F", "62M" -> close(tag.getName(), value);
                    default -> {
                        // the other fields say nothing that is booked
                    }
                }
            }
        }

        private void open(String field, String value) {
            Balance balance = balance(field, value);
            if (running != null && (closedOn != null || running.compareTo(balance.amount()) != 0)) {
                throw wrong("对账单 %s 续页的期初余额与前页不衔接".formatted(reference));
            }
            if (running == null) {
                opening = balance.amount();
                running = balance.amount();
                currency = balance.currency();
            }
            if (!currency.equals(balance.currency())) {
                throw wrong("对账单 %s 的币种前后不一".formatted(reference));
            }
        }

        private void move(String value, String words) {
            if (running == null || closedOn != null) {
                throw wrong("对账单 %s 的分录（:61:）不在期初与期末余额之间".formatted(reference));
            }
            Field61 field = new Field61(value);
            String mark = Objects.requireNonNullElse(field.getDebitCreditMark(), "");
            String amount = Objects.requireNonNullElse(field.getAmount(), "");
            LocalDate valueOn = day(Objects.requireNonNullElse(field.getValueDate(), ""));
            if (valueOn == null || !ENTRY.matcher(value).matches()) {
                throw wrong("对账单 %s 的分录“%s”不能识别：应依次为起息日、记账日、借贷标志、金额（逗号后最多两位）、业务类型".formatted(reference, brief(value)));
            }
            boolean credit = mark.equals("C") || mark.equals("RD");
            BigDecimal sum = sum(amount);
            running = credit ? running.add(sum) : running.subtract(sum);
            String owner = known(field.getReferenceForTheAccountOwner());
            String bank = known(field.getReferenceOfTheAccountServicingInstitution());
            String supplement = Objects.requireNonNullElse(field.getSupplementaryDetails(), "");
            String remark = (supplement + " " + words).replaceAll("\\s+", " ").strip();
            Matcher name = NAME.matcher(words.replace("\n", "").replace("\r", ""));
            String counterparty = name.find()
                    ? (name.group("first") + Objects.requireNonNullElse(name.group("more"), "")).strip()
                    : "";
            LocalDate bookedOn = bookedOn(field.getEntryDate(), valueOn, value);
            String payer = counterparty.isEmpty() ? null : counterparty;
            entries.add(new BankMessage.Entry(
                    movements.reference(new Movements.Said(
                            bank, "", null, owner, account, bookedOn, valueOn, credit, sum, currency, payer, remark)),
                    bank == null ? null : "S:" + bank,
                    account,
                    credit ? BankMessage.Direction.CREDIT : BankMessage.Direction.DEBIT,
                    sum,
                    currency,
                    true,
                    bookedOn,
                    valueOn,
                    owner,
                    payer,
                    remark,
                    Movements.named("", account, remark + " " + (owner == null ? "" : owner)),
                    null,
                    mark.startsWith("R") ? BankReader.REVERSED : null));
        }

        /** The day of the entry bears no year: it is the one nearest to the value date. */
        private LocalDate bookedOn(@Nullable String monthAndDay, LocalDate valueOn, String entry) {
            if (monthAndDay == null || monthAndDay.isEmpty()) {
                return valueOn;
            }
            LocalDate nearest = null;
            for (int year = valueOn.getYear() - 1; year <= valueOn.getYear() + 1; year++) {
                LocalDate candidate = day("%02d".formatted(year % 100) + monthAndDay);
                if (candidate != null
                        && (nearest == null || distance(candidate, valueOn) < distance(nearest, valueOn))) {
                    nearest = candidate;
                }
            }
            if (nearest == null) {
                throw wrong("对账单 %s 的分录“%s”的记账日不存在".formatted(reference, brief(entry)));
            }
            return nearest;
        }

        private static long distance(LocalDate a, LocalDate b) {
            return Math.abs(a.toEpochDay() - b.toEpochDay());
        }

        private void close(String field, String value) {
            Balance balance = balance(field, value);
            if (running == null || opening == null) {
                throw wrong("对账单 %s 缺少期初余额（:60F:）".formatted(reference));
            }
            if (closedOn != null) {
                throw wrong("对账单 %s 有两个期末余额".formatted(reference));
            }
            if (running.compareTo(balance.amount()) != 0) {
                throw wrong("对账单 %s 的期初余额 %s 加各笔分录应为 %s，期末余额（:%s:）却是 %s，整份文件未予接收"
                        .formatted(
                                reference,
                                opening.toPlainString(),
                                running.toPlainString(),
                                field,
                                balance.amount().toPlainString()));
            }
            goesOn = field.equals("62M");
            closedOn = goesOn ? null : balance.day();
        }

        private Balance balance(String field, String value) {
            Matcher m = BALANCE.matcher(value.strip());
            LocalDate day = m.matches() ? day(m.group("day")) : null;
            if (day == null) {
                throw wrong("对账单 %s 的余额（:%s:）“%s”不能识别：应依次为借贷标志、日期、币种、金额".formatted(reference, field, brief(value)));
            }
            BigDecimal amount = sum(m.group("amount"));
            return new Balance(day, m.group("currency"), m.group("mark").equals("D") ? amount.negate() : amount);
        }

        BankMessage.Statement statement() {
            LocalDate day = closedOn;
            BigDecimal closing = running;
            if (day == null && goesOn) {
                throw wrong("对账单 %s 没有期末余额（:62F:），还有续页（:62M:），请把各页放在一个文件里一并送来".formatted(reference));
            }
            if (day == null || closing == null) {
                throw wrong("对账单 %s 没有期末余额（:62F:），文件可能不完整，未予接收".formatted(reference));
            }
            return new BankMessage.Statement(
                    "940-%s-%s".formatted(day, number),
                    account,
                    null,
                    day,
                    currency,
                    opening,
                    closing,
                    opening == null ? BigDecimal.ZERO : closing.subtract(opening),
                    Long.valueOf(number),
                    entries.stream().map(BankMessage.Entry::reference).toList(),
                    null);
        }
    }

    private record Balance(LocalDate day, String currency, BigDecimal amount) {}

    private static BigDecimal sum(String amount) {
        return new BigDecimal(amount.endsWith(",") ? amount.replace(",", "") : amount.replace(',', '.')).setScale(2);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable String known(@Nullable String reference) {
        String plain = reference == null ? "" : reference.strip();
        return plain.isEmpty() || plain.equals("NONREF") ? null : plain;
    }

    /** Banks write Chinese words in one of two encodings and name neither. */
    private static String text(byte[] file) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            } catch (CharacterCodingException other) {
                continue;
            }
        }
        throw wrong("文件既不是 UTF-8 也不是 GB18030 编码");
    }

    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    private static Problem.Invalid wrong(String sentence) {
        return new Problem.Invalid("message", "MT940 对账单未予接收：" + sentence);
    }
}
