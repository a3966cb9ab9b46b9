package cn.sunlit.funds;

import cn.sunlit.bank.BankReader;
import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.TableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payees of one payment as a court hands them in, CSV or XLSX: one applicant may stand for thousands (代表人诉讼). Nothing of a
 * list is taken while one of its rows is wrong, and each wrong row is told.
 *
 * @param claims whether the sums are claims, by which what is to be paid is shared, and not the payments themselves
 */
record PayeeList(List<Row> rows, boolean claims, String sha256) {

    /** Told at once; who has more than that wrong has the wrong file. */
    private static final int MOST_ERRORS = 500;

    static final int LARGEST = 20_000_000;

    PayeeList {
        rows = List.copyOf(rows);
    }

    /**
     * @param row counts from 1, the heading not counted, as the file of the bank and the page do
     * @param number the identity number, where the list has it
     */
    record Row(int row, String name, @Nullable String number, String bank, String account, Money amount) {}

    private enum Column {
        NAME("户名", "姓名", "收款人"),
        NUMBER("证件号码", "身份证号", "身份证号码"),
        BANK("开户银行", "开户行"),
        ACCOUNT("收款账号", "账号", "卡号"),
        AMOUNT("金额", "金额（元）", "发放金额"),
        CLAIM("债权数额", "债权数额（元）");

        private final List<String> called;

        Column(String... called) {
            this.called = List.of(called);
        }

        static @Nullable Column of(String heading) {
            String plain = heading.strip().replace("(", "（").replace(")", "）");
            for (Column column : values()) {
                if (column.called.contains(plain)) {
                    return column;
                }
            }
            return null;
        }
    }

    static final String HEADINGS = "户名、证件号码（可空）、开户银行、收款账号、金额（或者债权数额）";

    /** @throws Problem.Invalid with the number and the fault of each wrong row */
    static PayeeList read(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Problem.Invalid("file", "文件过大，最大 20 MB");
        }
        Reading reading = new Reading();
        try {
            TableFile.read(name, () -> new ByteArrayInputStream(bytes), reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading.list(BankReader.sha256(bytes));
    }

    Money total() {
        try {
            return Money.sum(rows.stream().map(Row::amount).toList());
        } catch (IllegalArgumentException beyond) {
            throw new Problem.Invalid("file", "名单合计" + beyond.getMessage());
        }
    }

    /**
     * What each row gets of the sum to be paid.
     *
     * @throws Problem.Invalid where the payments of the list are another sum
     */
    List<Money> amounts(Money due) {
        Money total = total();
        if (claims) {
            List<Money> amounts = due.split(rows.stream().map(Row::amount).toList());
            List<Problem.FieldError> nothing = new ArrayList<>();
            for (int i = 0; i < amounts.size(); i++) {
                if (!amounts.get(i).isPositive()) {
                    nothing.add(new Problem.FieldError(
                            "file",
                            "第%d行：按债权比例分得不足一分，不能付款".formatted(rows.get(i).row())));
                }
            }
            if (!nothing.isEmpty()) {
                throw new Problem.Invalid(nothing);
            }
            return amounts;
        }
        if (!total.equals(due)) {
            throw new Problem.Invalid(
                    "file",
                    "名单合计 %s 元，本次应发放给申请执行人 %s 元，相差 %s 元；金额须与应发放数完全相同，或者改用“债权数额”一列由程序按比例计算"
                            .formatted(total.display(), due.display(), difference(total, due)));
        }
        return rows.stream().map(Row::amount).toList();
    }

    private static String difference(Money a, Money b) {
        return (a.compareTo(b) > 0 ? a.minus(b) : b.minus(a)).display();
    }

    /** Reads the rows and gathers what is wrong. */
    private static final class Reading implements TableFile.Sink {

        private final Map<Column, Integer> columns = new LinkedHashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<Problem.FieldError> errors = new ArrayList<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private int width;

        @Override
        public void headings(List<String> headings) {
            width = headings.size();
            List<Problem.FieldError> wrong = new ArrayList<>();
            for (int i = 0; i < headings.size(); i++) {
                Column column = Column.of(headings.get(i));
                if (column == null && !headings.get(i).isBlank()) {
                    wrong.add(new Problem.FieldError(
                            "file", "不认识的列“%s”，应为：%s".formatted(headings.get(i).strip(), HEADINGS)));
                } else if (column != null && columns.put(column, i) != null) {
                    wrong.add(new Problem.FieldError("file", "列“%s”出现了两次".formatted(column.called.getFirst())));
                }
            }
            for (Column needed : List.of(Column.NAME, Column.BANK, Column.ACCOUNT)) {
                if (!columns.containsKey(needed)) {
                    wrong.add(new Problem.FieldError("file", "缺少列“%s”".formatted(needed.called.getFirst())));
                }
            }
            if (columns.containsKey(Column.AMOUNT) == columns.containsKey(Column.CLAIM)) {
                wrong.add(new Problem.FieldError("file", "“金额”和“债权数额”须有一列，且只能有一列"));
            }
            if (!wrong.isEmpty()) {
                throw new Problem.Invalid(wrong);
            }
        }

        @Override
        public void row(int number, List<String> cells) {
            String name = cell(cells, Column.NAME);
            String bank = cell(cells, Column.BANK);
            String account = DistributionLines.digits(cell(cells, Column.ACCOUNT));
            String identity = cell(cells, Column.NUMBER).replaceAll("\\s", "");
            int before = errors.size();
            DistributionLines.flaws("", name, bank, account).forEach(flaw -> wrong(number, flaw.message()));
            Integer first = account.isEmpty() ? null : seen.putIfAbsent(account, number);
            if (first != null) {
                wrong(number, "收款账号与第%d行相同".formatted(first));
            }
            String flaw = identity.isEmpty() ? null : flaw(identity);
            if (flaw != null) {
                wrong(number, flaw);
            }
            if (cells.stream().skip(width).anyMatch(c -> !c.isBlank())) {
                wrong(number, "列数比表头多，请检查金额中是否有逗号");
            }
            Money amount = amount(number, cells);
            if (errors.size() == before && amount != null) {
                rows.add(new Row(number, name, identity.isEmpty() ? null : identity, bank, account, amount));
            }
        }

        /** A resident's number or an organisation's code. */
        private static @Nullable String flaw(String identity) {
            try {
                if (identity.length() == 18 && identity.substring(0, 17).matches("\\d+")) {
                    IdentityNumber.parse(identity);
                } else {
                    CreditCode.parse(identity);
                }
                return null;
            } catch (IllegalArgumentException e) {
                return "证件号码不正确：" + e.getMessage();
            }
        }

        private @Nullable Money amount(int number, List<String> cells) {
            String text = cell(cells, columns.containsKey(Column.AMOUNT) ? Column.AMOUNT : Column.CLAIM);
            try {
                Money amount = Money.parse(text.replace(",", ""));
                if (amount.isPositive()) {
                    return amount;
                }
                wrong(number, "金额应大于零，现为 " + amount.display());
            } catch (IllegalArgumentException e) {
                wrong(number, text.isEmpty() ? "没有填写金额" : String.valueOf(e.getMessage()));
            }
            return null;
        }

        private String cell(List<String> cells, Column column) {
            Integer at = columns.get(column);
            return at == null || at >= cells.size() ? "" : cells.get(at).strip();
        }

        @Override
        public void broken(int number, String reason) {
            wrong(number, reason);
        }

        private void wrong(int number, String reason) {
            errors.add(new Problem.FieldError("file", "第%d行：%s".formatted(number, reason)));
        }

        PayeeList list(String sha256) {
            if (errors.isEmpty() && rows.isEmpty()) {
                throw new Problem.Invalid("file", "名单中没有收款人");
            }
            if (errors.size() > MOST_ERRORS) {
                int more = errors.size() - MOST_ERRORS;
                List<Problem.FieldError> told = new ArrayList<>(errors.subList(0, MOST_ERRORS));
                told.add(new Problem.FieldError("file", "还有%d处错误没有列出".formatted(more)));
                throw new Problem.Invalid(told);
            }
            if (!errors.isEmpty()) {
                throw new Problem.Invalid(errors);
            }
            return new PayeeList(rows, columns.containsKey(Column.CLAIM), sha256);
        }
    }
}
