package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.funds.States.Receipt;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import cn.sunlit.statutes.Debt;
import cn.sunlit.statutes.Payment;
import cn.sunlit.statutes.Rate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of docs/recipes are booked as they stand there. */
@ExtendWith(PostgresTest.class)
@DisplayName("案款操作手册逐笔可以照做")
class RecipesTest {

    private static final Path PAGES = Path.of("docs/recipes");
    private static final Instant AT = Instant.parse("2026-12-01T01:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static int courts = 2000;

    private final JdbcClient db;
    private final Books books;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final Map<String, Long> accounts = new LinkedHashMap<>();
    private final Map<String, Long> vouchers = new LinkedHashMap<>();

    RecipesTest(JdbcClient db) {
        this.db = db;
        books = new Books(db);
        books.openCourt(court, Numbers.make("8110", books.nextSerial()), AT);
        open(caseId(1));
        open(caseId(2));
    }

    private static CaseId caseId(int which) {
        return new CaseId(courts * 10L + which);
    }

    private void open(CaseId id) {
        books.openCase(
                court,
                id,
                CaseNumber.parse("（2026）%s执%d号".formatted(court, id.value())),
                Numbers.make("8110", books.nextSerial()),
                AT);
    }

    static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void 照页面记账(String page) throws IOException {
        List<List<String>> rows = rows(page, "| moment |");
        assertThat(rows).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            String number = row.get(1);
            List<List<String>> together = new ArrayList<>();
            for (int j = i; j < rows.size() && rows.get(j).get(1).equals(number); j++) {
                together.add(rows.get(j));
            }
            if (!vouchers.containsKey(number)) {
                vouchers.put(number, post(page + number, together));
            }
            boolean last = i + 1 == rows.size() || !rows.get(i + 1).get(1).equals(number);
            if (last) {
                together = rows.stream().filter(r -> r.get(1).equals(number)).toList();
                together.forEach(r -> balances(page, r.get(6)));
            }
        }
        for (List<String> attempt : rows(page, "| attempt |")) {
            String kind = attempt.get(1);
            String cause = kind.contains(" of ") && !kind.startsWith("REVERSAL")
                    ? page + kind.substring(kind.indexOf(" of ") + 4)
                    : page + attempt.get(0);
            List<String> row = List.of(attempt.get(0), "", kind, attempt.get(2), attempt.get(3), attempt.get(4), "");
            assertThatThrownBy(() -> post(cause, List.of(row)))
                    .as(page + "：" + attempt.get(0))
                    .hasMessageContaining(attempt.get(5));
        }
        assertThat(db.sql("select coalesce(sum(fen), 0) from funds.posting p join funds.voucher v on v.id = p.voucher "
                                + "where v.court = :court")
                        .param("court", court)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long post(String cause, List<List<String>> rows) {
        String words = rows.getFirst().get(2);
        String kind = words.split(" ")[0];
        Long reverses = kind.equals("REVERSAL") ? vouchers.get(words.substring(words.lastIndexOf(' ') + 1)) : null;
        List<Books.Posting> postings = new ArrayList<>();
        for (List<String> row : rows) {
            Money amount = new Money(Long.parseLong(row.get(5)));
            postings.add(new Books.Posting(account(row.get(3)), amount));
            postings.add(new Books.Posting(account(row.get(4)), Money.ZERO.minus(amount)));
        }
        return books.post(new Books.Voucher(
                court, kind, cause, null, rows.getFirst().get(0), null, DAY, AT, "x", "某人", reverses, postings));
    }

    private long account(String name) {
        return accounts.computeIfAbsent(name, n -> {
            CaseId id = caseId(n.startsWith("OTHER") ? 2 : 1);
            String kind = n.replace("OTHER ", "").replace(" RESPONDENT", "");
            return switch (AccountKind.valueOf(kind)) {
                case BANK, FEE, CASH -> books.account(court, AccountKind.valueOf(kind), null, null, AT);
                case SUSPENSE ->
                    db.sql(
                                    "insert into funds.account (court, kind, opened_at) values (:court, 'SUSPENSE', now()) returning id")
                            .param("court", court)
                            .query(Long.class)
                            .single();
                case CASE -> books.sub(id).orElseThrow().id();
                case PAYABLE -> books.account(court, AccountKind.PAYABLE, id, n.endsWith("RESPONDENT") ? 2L : 1L, AT);
                default -> books.account(court, AccountKind.valueOf(kind), id, null, AT);
            };
        });
    }

    /** Each balance that the row names; what the court has is the sum of its postings. */
    private void balances(String page, String then) {
        for (String each : then.split(", ")) {
            int at = each.lastIndexOf(' ');
            String name = each.substring(0, at);
            long sum = db.sql("select coalesce(sum(fen), 0) from funds.posting where account = :id")
                    .param("id", account(name))
                    .query(Long.class)
                    .single();
            boolean has = name.equals("BANK") || name.equals("CASH");
            assertThat(has ? sum : -sum).as(page + "：" + each).isEqualTo(Long.parseLong(each.substring(at + 1)));
        }
    }

    /** The rows of each table on the page that begins so. */
    private static List<List<String>> rows(String page, String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGES.resolve(page))) {
            if (line.startsWith(head)) {
                inside = true;
            } else if (inside && line.startsWith("|") && !line.startsWith("|---")) {
                rows.add(Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            } else if (!line.startsWith("|")) {
                inside = false;
            }
        }
        return rows;
    }

    @Test
    @DisplayName("故事一的数字就是结算算出的数字")
    void theFiguresAreThoseOfTheSettlement() throws IOException {
        Debt debt = new Debt(
                Money.yuan(120_000),
                Money.yuan(2_700),
                new Rate.Lpr(Rate.Term.LPR_1Y, BigDecimal.ONE, null),
                LocalDate.of(2025, 3, 1),
                LocalDate.of(2026, 10, 20),
                true,
                List.of());
        List<List<String>> rows = rows("README.md", "| moment |");
        List<Payment> receipts = rows.subList(0, 2).stream()
                .map(r -> new Payment(DAY, new Money(Long.parseLong(r.get(5)))))
                .toList();
        Settlement s = CaseSettlement.settle(debt, receipts, DAY);
        assertThat(s.remaining().plus(s.remainingFee()).plus(s.refund())).isEqualTo(Money.ZERO);
        assertThat(s.toCreditors().fen()).isEqualTo(Long.parseLong(rows.get(2).get(5)));
        assertThat(s.fee().fen()).isEqualTo(Long.parseLong(rows.get(3).get(5)));
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains(
                        s.toCreditors().display(),
                        s.toInterest().display(),
                        s.toDouble().display(),
                        s.fee().display());
    }

    @Test
    @DisplayName("故事一每一时刻每笔到账现在何处")
    void whereEachReceiptIs() throws IOException {
        Money first = new Money(8_000_000);
        Money second = new Money(5_178_959);
        Money fee = new Money(184_911);
        Money creditor = new Money(12_994_048);
        Map<String, Map<Receipt, Money>> after = Map.of(
                "1", Map.of(Receipt.CLAIMED, first),
                "2", Map.of(Receipt.CLAIMED, first.plus(second)),
                "3", Map.of(Receipt.FEE_SETTLED, fee, Receipt.APPROVED, creditor),
                "4", Map.of(Receipt.FEE_SETTLED, fee, Receipt.PAYING, creditor),
                "5", Map.of(Receipt.FEE_SETTLED, fee, Receipt.PAID, creditor));
        List<List<String>> rows = rows("README.md", "| after PZ |");
        assertThat(rows).hasSize(after.size());
        for (List<String> row : rows) {
            List<Money> receipts = row.get(2).isEmpty() ? List.of(first) : List.of(first, second);
            List<List<Whereabouts.Part>> parts = Whereabouts.of(receipts, new EnumMap<>(after.get(row.get(0))));
            for (int i = 0; i < receipts.size(); i++) {
                assertThat(String.join(
                                ", ",
                                parts.get(i).stream()
                                        .map(p -> p.state() + " " + p.amount().fen())
                                        .toList()))
                        .as("PZ " + row.get(0))
                        .isEqualTo(row.get(i + 1));
            }
        }
    }
}
