package cn.sunlit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filed;
import cn.sunlit.cases.ImportFile;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.Intake;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.initiation.Initiation;
import cn.sunlit.initiation.ManualService;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often the busiest acts go to the database. Speed depends on the machine, the number of statements does not: whoever
 * writes row by row what could be written together, or asks again what is known, fails here.
 */
@SunlitTest(shared = "cases")
class StatementsTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    @Autowired
    Cases cases;

    @Autowired
    Initiation initiation;

    @Autowired
    Funds funds;

    @Autowired
    JdbcClient db;

    @Autowired
    Clock clock;

    private static Actor actor(String login, Role role) {
        return new Actor(Actor.Kind.STAFF, login, login, COURT, Set.of(role), null, Set.of());
    }

    @Test
    void 一件申请的全部节点_文书_查询_通知_合写() {
        filed(1);
        assertThat(Statements.of(() -> filed(2))).isBetween(10, 42);
    }

    @Test
    void 导入五十件_与一件所用的语句相差无几() {
        String file = IntStream.range(100, 150)
                .mapToObj(n -> application(n).replaceAll("\\s*\n\\s*", ""))
                .collect(Collectors.joining("\n"));
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        int sent = Statements.of(() -> {
            var report = cases.importFile(
                    actor("filing", Role.FILING_CLERK),
                    new ImportFile("a.jsonl", () -> new ByteArrayInputStream(bytes), false, false));
            assertThat(report.rejected()).isEmpty();
            assertThat(report.accepted()).isEqualTo(50);
        });
        assertThat(sent).isBetween(10, 60);
    }

    @Test
    void 启动事项五个节点() {
        CaseNumber number = filed(3).number();
        int sent = Statements.of(() ->
                initiation.begin(actor("judge", Role.OFFICER), number, new ManualService("DIRECT", "回证1号", null)));
        assertThat(sent).isBetween(10, 60);
    }

    @Test
    void 一笔到账从报文到凭证_节点和通知() {
        Filed filed = filed(4);
        byte[] message = notification(
                "STATEMENTS1", entry("STATEMENTS1", funds.account(filed.id()).number(), "CNY"));
        int sent = Statements.of(() -> assertThat(
                        funds.take(actor("cashier", Role.FINANCE), message).entries())
                .hasSize(1));
        // Five of them ask whether an account found must still be frozen: while one is free, money may have made it
        // needless.
        assertThat(sent).isBetween(10, 31);
    }

    @Test
    void 一份报文一百笔_与一笔所用的语句相差无几() {
        List<String> accounts = IntStream.range(5, 10)
                .mapToObj(n -> funds.account(filed(n).id()).number())
                .toList();
        var message = new StringBuilder();
        IntStream.range(0, 100).forEach(n -> message.append(entry("HUNDRED" + n, accounts.get(n % 5), "CNY")));
        message.append(entry("HUNDRED7", accounts.get(2), "CNY"));
        message.append(entry("HUNDRED-UNKNOWN", "999", "CNY"));
        message.append(entry("HUNDRED-DOLLARS", accounts.getFirst(), "USD"));
        byte[] first = notification("HUNDRED1", message.toString());
        var taken = new ArrayList<Intake>();
        int sent = Statements.of(() -> taken.add(funds.take(actor("cashier", Role.FINANCE), first)));
        assertThat(sent).isBetween(10, 45);
        assertThat(taken.getFirst().entries())
                .extracting(Intake.Entry::outcome)
                .containsExactlyElementsOf(Stream.concat(
                                Stream.generate(() -> Intake.Effect.RECEIVED).limit(100),
                                Stream.of(Intake.Effect.REPEATED, Intake.Effect.SUSPENSE, Intake.Effect.REFUSED))
                        .toList());
        byte[] again = notification("HUNDRED2", message + entry("HUNDRED-LATER", accounts.getFirst(), "CNY"));
        assertThat(funds.take(actor("cashier", Role.FINANCE), again).entries())
                .extracting(Intake.Entry::outcome)
                .containsExactlyElementsOf(Stream.concat(
                                Stream.generate(() -> Intake.Effect.REPEATED).limit(103),
                                Stream.of(Intake.Effect.RECEIVED))
                        .toList());
        assertThat(accounts.stream().map(this::balance).toList())
                .containsExactly(Money.yuan(21), Money.yuan(20), Money.yuan(20), Money.yuan(20), Money.yuan(20));
    }

    private Money balance(String account) {
        return new Money(db.sql("select balance_fen from funds.account where number = :number")
                .param("number", account)
                .query(Long.class)
                .single());
    }

    private Filed filed(int n) {
        return cases.file(
                actor("filing", Role.FILING_CLERK),
                cases.read(JsonMapper.shared().readTree(application(n))));
    }

    private String application(int n) {
        return """
            {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","livelihood":false,"cause":"民间借贷纠纷",
             "title":{"kind":"JUDGMENT","number":"（2025）鄂1125民初9%04d号","court":"鄂1125","effectiveOn":"2025-02-10",
                      "performanceDue":"2025-02-20"},
             "applicants":[{"kind":"PERSON","name":"计数申请人","idType":"RESIDENT_ID","idNumber":"%s","phone":"13800007001"}],
             "respondents":[{"kind":"PERSON","name":"计数被执行人","idType":"RESIDENT_ID","idNumber":"%s"}],
             "obligations":[{"kind":"MONEY","principal":"10000.00","costs":"200.00"}]}""".formatted(LocalDate.now(clock), n, identity(2 * n), identity(2 * n + 1));
    }

    /** With its check digit (GB 11643). */
    private static String identity(int n) {
        String body = "42112519700101%03d".formatted(n % 1000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = IntStream.range(0, 17)
                .map(i -> (body.charAt(i) - '0') * weights[i])
                .sum();
        return body + "10X98765432".charAt(sum % 11);
    }

    private String entry(String reference, String account, String currency) {
        return """
            <Ntry><Amt Ccy="%3$s">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>%4$s</Dt></BookgDt><ValDt><Dt>%4$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef>
            <BkTxCd><Prtry><Cd>CR</Cd></Prtry></BkTxCd>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>%1$s</AcctSvcrRef></Refs><Amt Ccy="%3$s">1.00</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>付款人</Nm></Pty></Dbtr>
            <CdtrAcct><Id><Othr><Id>%2$s</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>
            """.formatted(reference, account, currency, LocalDate.now(clock));
    }

    private byte[] notification(String id, String entries) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%2$sT09:00:00+08:00</CreDtTm></GrpHdr>
            <Ntfctn><Id>N1</Id><Acct><Id><Othr><Id>%3$s</Id></Othr></Id></Acct>
            %4$s
            </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>""".formatted(id, LocalDate.now(clock), funds.courtAccount(COURT), entries)
                .getBytes(StandardCharsets.UTF_8);
    }
}
