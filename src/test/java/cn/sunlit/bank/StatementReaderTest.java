package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("camt.053 对账单的合计与编号")
class StatementReaderTest {

    private static final String ACCOUNT = "81100000000000017";
    private static final String TOTALS = """
            <TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>180.50</Sum>
            <TtlNetNtry><Amt>99.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries>
            <TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>140.00</Sum></TtlCdtNtries>
            <TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>40.50</Sum></TtlDbtNtries></TxsSummry>
            """;
    static final String STATEMENT = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T23:00:00+08:00</CreDtTm></GrpHdr>
            <Stmt><Id>S1</Id><ElctrncSeqNb>41</ElctrncSeqNb><CreDtTm>2026-03-02T23:00:00+08:00</CreDtTm>
            <Acct><Id><Othr><Id>81100000000000017</Id></Othr></Id></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">1099.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>
            %s%s%s%s</Stmt></BkToCstmrStmt></Document>
            """.formatted(
                    TOTALS, entry("A", "100.00", "CRDT"), entry("B", "40.00", "CRDT"), entry("C", "40.50", "DBIT"));

    private static String entry(String reference, String amount, String direction) {
        return """
                <Ntry><Amt Ccy="CNY">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
                <AcctSvcrRef>%1$s</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E-%1$s</EndToEndId></Refs><Amt Ccy="CNY">%2$s</Amt></TxDtls></NtryDtls></Ntry>
                """.formatted(reference, amount, direction);
    }

    private static BankMessage read(String xml) {
        return BankReader.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("合计相符的读出余额、日期和编号")
    void readsWhatAddsUp() {
        BankMessage message = read(STATEMENT);
        assertThat(message.entries()).hasSize(3).allMatch(e -> e.flaw() == null);
        assertThat(message.statements()).singleElement().satisfies(s -> {
            assertThat(s.flaw()).isNull();
            assertThat(s.account()).isEqualTo(ACCOUNT);
            assertThat(s.day()).isEqualTo(LocalDate.of(2026, 3, 2));
            assertThat(s.sequence()).isEqualTo(41);
            assertThat(s.opening()).isEqualByComparingTo("1000");
            assertThat(s.closing()).isEqualByComparingTo("1099.5");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "09", "10", "11", "12", "13"})
    @DisplayName("各版本的合计同样核对")
    void addsUpEveryVersion(String version) {
        String old = version.compareTo("07") < 0
                ? STATEMENT.replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>")
                : STATEMENT;
        if (version.compareTo("04") < 0) {
            old = old.replace(
                    "<TtlNetNtry><Amt>99.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry>",
                    "<TtlNetNtryAmt>99.50</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>");
        }
        String other = old.replace("camt.053.001.08", "camt.053.001." + version);
        assertThat(read(other).statements()).singleElement().matches(s -> s.closing() != null);
        assertThatThrownBy(() -> read(other.replace("1099.50", "1099.51"))).hasMessageContaining("相差 0.01");
        assertThatThrownBy(() -> read(other.replace(">99.50<", ">99.40<"))).hasMessageContaining("净额");
        assertThatThrownBy(() -> read(other.replace("<Sum>140.00", "<Sum>140.01")))
                .hasMessageContaining("TtlCdtNtries 合计");
    }

    @ParameterizedTest(name = "{0} → {1}：{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1099.50 | 1099.51 | 期初余额 1000.00 加已记账的各笔分录应为 1099.50，期末余额（CLBD）却是 1099.51，相差 0.01",
                "1000.00 | 1000.01 | 相差 -0.01",
                "<NbOfNtries>3< | <NbOfNtries>4< | 汇总（TxsSummry/TtlNtries 笔数）写明 4，实际分录为 3",
                "<Sum>180.50< | <Sum>180.60< | TtlNtries 合计）写明 180.60，实际分录为 180.50",
                "<Sum>40.50< | <Sum>40.51< | TtlDbtNtries 合计",
                "<Amt>99.50< | <Amt>98.50< | 净额）写明 98.50，实际分录为 99.50",
                "<Amt Ccy=\"CNY\">1099.50< | <Amt Ccy=\"USD\">1099.50< | 期初余额币种为 CNY，期末余额币种为 USD",
                "<Ntry><Amt Ccy=\"CNY\">100.00 | <Ntry><Amt Ccy=\"USD\">100.00 | 其中一笔分录币种为 USD",
                "<Cd>OPBD</Cd> | <Cd>CLBD</Cd> | 有两个不同的余额（CLBD）",
                "<Amt Ccy=\"CNY\">1000.00< | <Amt Ccy=\"CNY\">1000.001< | 小数最多两位",
                "<Amt Ccy=\"CNY\">1000.00< | <Amt Ccy=\"CNY\">1E999999999< | 金额“1E999999999”不是数字",
                "<Ntry><Amt Ccy=\"CNY\">100.00 | <Ntry><Amt Ccy=\"CNY\">一百 | 金额“一百”不是数字",
            })
    @DisplayName("一处不符，整份不收，并说明差在哪里")
    void refusesWhatDoesNotAddUp(String right, String wrong, String because) {
        assertThat(STATEMENT).contains(right);
        assertThatThrownBy(() -> read(STATEMENT.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ElctrncSeqNb> | <StmtPgntn><PgNb>0</PgNb><LastPgInd>true</LastPgInd></StmtPgntn><ElctrncSeqNb> | 页码",
                "<Cd>CLBD</Cd> | <Cd>ITBD</Cd> | 没有期末余额",
            })
    @DisplayName("页码不对的、没有期末余额的，分录照收，余额不用，并说明原因")
    void takesEntriesWithoutBalances(String right, String wrong, String because) {
        BankMessage message = read(STATEMENT.replace(right, wrong));
        assertThat(message.entries()).hasSize(3);
        assertThat(message.statements())
                .singleElement()
                .satisfies(s -> assertThat(s.flaw()).contains(because));
    }

    @ParameterizedTest(name = "{0}：{3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "本页 1/1 | <StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn> | - | -",
                "本页 1/2 | <StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn> | - | 1 true false",
                "本页 2/2 | <StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn> | - | 2 false true",
                "报文 1/1 | - | <MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn> | -",
                "报文 2/3，本对账单完整 | - | <MsgPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></MsgPgntn> | -",
            })
    @DisplayName("对账单自己的分页（StmtPgntn）优先，其次看报文的分页（MsgPgntn）")
    void knowsItsPage(String name, @Nullable String own, @Nullable String message, @Nullable String page) {
        assertThat(read(paged(STATEMENT, own, message)).statements())
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.flaw()).isNull();
                    assertThat(shown(s.page())).isEqualTo(page);
                    assertThat(s.net()).isEqualByComparingTo("99.5");
                });
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"OPBD, 7 false true", "CLBD, 7 true false", "BOTH, 7 false false"})
    @DisplayName("只有报文分页的，以期初、期末余额认首页和末页；页上的日期取最后记账日")
    void tellsFirstAndLastByBalances(String without, String page) {
        String cut = STATEMENT.replace(TOTALS, "");
        if (!without.equals("CLBD")) {
            cut = cut.replace("<Cd>OPBD</Cd>", "<Cd>ITBD</Cd>");
        }
        if (!without.equals("OPBD")) {
            cut = cut.replace("<Cd>CLBD</Cd>", "<Cd>ITBD</Cd>");
        }
        String seventh = paged(cut, null, "<MsgPgntn><PgNb>7</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>");
        assertThat(read(seventh).statements()).singleElement().satisfies(s -> {
            assertThat(s.flaw()).isNull();
            assertThat(shown(s.page())).isEqualTo(page);
            assertThat(s.day()).isEqualTo(LocalDate.of(2026, 3, 2));
            assertThat(s.currency()).isEqualTo("CNY");
        });
    }

    @Test
    @DisplayName("一页的汇总可以是整份的，不与本页分录比较")
    void leavesTotalsOfPagesAlone() {
        String second = paged(STATEMENT, "<StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>", null)
                .replace("<NbOfNtries>3<", "<NbOfNtries>9000<");
        assertThat(read(second).statements())
                .singleElement()
                .satisfies(s -> assertThat(s.flaw()).isNull());
    }

    private static String paged(String xml, @Nullable String own, @Nullable String message) {
        String with = own == null ? xml : xml.replace("<ElctrncSeqNb>", own + "<ElctrncSeqNb>");
        return message == null ? with : with.replace("</GrpHdr>", message + "</GrpHdr>");
    }

    private static @Nullable String shown(BankMessage.@Nullable Page page) {
        return page == null ? null : page.number() + " " + page.first() + " " + page.last();
    }

    @Test
    @DisplayName("未记账的分录不计入余额；只按已记账的写汇总也认")
    void countsBookedEntriesAlone() {
        String pending = entry("D", "7.00", "CRDT").replace("BOOK", "PDNG");
        BankMessage message = read(STATEMENT.replace("</Stmt>", pending + "</Stmt>"));
        assertThat(message.entries()).hasSize(4);
        assertThat(message.statements().getFirst().references()).hasSize(3);
    }

    @Test
    @DisplayName("分录与其唯一明细金额不一致的，该笔不入账")
    void namesAContradictingDetail() {
        String wrong =
                STATEMENT.replace("<Amt Ccy=\"CNY\">40.00</Amt></TxDtls>", "<Amt Ccy=\"CNY\">44.00</Amt></TxDtls>");
        assertThat(read(wrong).entries())
                .extracting(BankMessage.Entry::flaw)
                .containsExactly(null, "分录金额 40.00 与其明细金额 44.00 不一致", null);
        String charged = wrong.replace(
                "<AcctSvcrRef>B</AcctSvcrRef>",
                "<AcctSvcrRef>B</AcctSvcrRef><Chrgs><TtlChrgsAndTaxAmt Ccy=\"CNY\">4.00</TtlChrgsAndTaxAmt></Chrgs>");
        assertThat(read(charged).entries()).allMatch(e -> e.flaw() == null);
    }

    @Test
    @DisplayName("分段读取：分录再多也读全，合计仍按整份核对")
    void readsInParts() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            many.append(entry("M" + i, "1.00", i % 2 == 0 ? "CRDT" : "DBIT"));
        }
        String plain = STATEMENT.replace(TOTALS, "");
        BankMessage message = read(plain.replace("</Stmt>", many + "</Stmt>"));
        assertThat(message.entries().stream().map(BankMessage.Entry::reference).distinct())
                .hasSize(603);
        assertThat(message.entries()).allMatch(e -> e.account().equals(ACCOUNT));
        assertThat(message.statements().getFirst().references()).hasSize(603);
        assertThatThrownBy(() -> read(plain.replace("</Stmt>", many + entry("Z", "1.00", "CRDT") + "</Stmt>")))
                .hasMessageContaining("相差 -1.00");
        String two = plain.replace("</Stmt>", "</Stmt>" + second(plain));
        assertThat(read(two).statements()).extracting(BankMessage.Statement::id).containsExactly("S1", "S2");
        assertThat(read(two).entries()).extracting(BankMessage.Entry::account).contains(ACCOUNT, "81100000000000025");
    }

    private static String second(String statement) {
        return statement
                .substring(statement.indexOf("<Stmt>"), statement.indexOf("</BkToCstmrStmt>"))
                .replace("<Id>S1</Id>", "<Id>S2</Id>")
                .replace(ACCOUNT, "81100000000000025");
    }

    @Test
    @DisplayName("一份回执答复多笔付款")
    void readsManyStatuses() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            many.append("<TxInfAndSts><OrgnlEndToEndId>E%d</OrgnlEndToEndId><TxSts>%s</TxSts></TxInfAndSts>"
                    .formatted(i, i == 300 ? "RJCT" : "ACSP"));
        }
        BankMessage message = read("""
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>A</MsgId><CreDtTm>2026-03-02T10:00:00+08:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>M</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
                """.formatted(many));
        assertThat(message.statuses()).hasSize(600).allMatch(s -> "M".equals(s.originalMessage()));
        assertThat(message.statuses().stream().filter(BankMessage.Status::rejected))
                .singleElement()
                .matches(s -> "E300".equals(s.endToEnd()));
    }
}
