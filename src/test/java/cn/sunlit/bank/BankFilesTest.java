package cn.sunlit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import cn.sunlit.funds.Funds;
import cn.sunlit.kernel.CourtCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SunlitTest(shared = "cases")
@DisplayName("银行以文件送来的报文")
class BankFilesTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    @Autowired
    BankInbox inbox;

    @Autowired
    JdbcClient db;

    @Autowired
    Funds funds;

    @Autowired
    Clock clock;

    @TempDir
    Path root;

    private BankFiles files;
    private Path day;

    @BeforeEach
    void open() throws IOException {
        files = new BankFiles(inbox, clock, root.toString(), COURT.value(), Duration.ZERO);
        day = root.resolve(LocalDate.now(clock).toString());
        Files.createDirectories(day.resolve("in"));
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(day.resolve("in").resolve(name), content);
    }

    private String ack(String name) throws IOException {
        return Files.readString(day.resolve("ack").resolve(name + ".ack")).strip();
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(day.resolve("in"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> told() {
        return db.sql("select name || ' ' || because from funds.bank_stray where court = :court and via = 'FILE'")
                .param("court", COURT)
                .query(String.class)
                .list();
    }

    private String message(String reference) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>F-%1$s</MsgId><CreDtTm>2026-03-02T10:00:00+08:00</CreDtTm></GrpHdr>
                <Ntfctn><Id>F</Id><Acct><Id><Othr><Id>%2$s</Id></Othr></Id></Acct>
                <Ntry><Amt Ccy="CNY">12.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%3$s</Dt></BookgDt>
                <AcctSvcrRef>%1$s</AcctSvcrRef></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(reference, funds.courtAccount(COURT), LocalDate.now(clock));
    }

    @Test
    @DisplayName("写明完成的立即读，没有写明的两次看到不变才读；重复送来不重复记账")
    void takesWholeFilesOnce() throws IOException {
        put("closed.xml", message("file-1"));
        put("closed.xml.ok", BankReader.sha256(message("file-1").getBytes(StandardCharsets.UTF_8)));
        put("open.xml", message("file-2"));
        put("half.xml.part", "<Docu");
        assertThat(files.runDue()).isEqualTo(1);
        assertThat(ack("closed.xml")).isEqualTo("TAKEN 1");
        assertThat(left()).containsExactly("half.xml.part", "open.xml");
        assertThat(files.runDue()).isEqualTo(1);
        assertThat(ack("open.xml")).isEqualTo("TAKEN 1");
        put("again.xml", message("file-1"));
        put("again.xml.ok", "");
        assertThat(files.runDue()).isEqualTo(1);
        assertThat(ack("again.xml")).isEqualTo("TAKEN 0 REPEATED");
        assertThat(left()).containsExactly("half.xml.part");
        assertThat(told()).noneMatch(t -> t.contains("closed.xml") || t.contains("open.xml"));
    }

    @Test
    @DisplayName("读不出的、没有传完的、名称不对的、太大的：拒收，写明原因，留给人看")
    void refusesAndKeeps() throws IOException {
        put("cut.xml", message("file-3").substring(0, 200));
        put("cut.xml.ok", "");
        put("altered.xml", message("file-4"));
        put("altered.xml.ok", "0".repeat(64));
        put("账单.xml", message("file-5"));
        put("账单.xml.ok", "");
        Files.write(day.resolve("in/large.xml"), new byte[BankReader.LARGEST + 1]);
        put("large.xml.ok", "");
        Files.createDirectories(day.resolve("in/folder.xml"));
        assertThat(files.runDue()).isEqualTo(5);
        assertThat(ack("cut.xml")).startsWith("REFUSED 银行报文不是格式正确的 XML");
        assertThat(ack("altered.xml")).startsWith("REFUSED 文件与校验文件所写的 SHA-256 不符");
        assertThat(ack("账单.xml")).startsWith("REFUSED 文件名应为");
        assertThat(ack("large.xml")).startsWith("REFUSED 文件超过 10 MB");
        assertThat(ack("folder.xml")).startsWith("REFUSED 不是普通文件");
        assertThat(left()).isEmpty();
        assertThat(day.resolve("refused/large.xml")).hasSize(BankReader.LARGEST + 1);
        assertThat(told()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @DisplayName("银行取走付款文件后撤下，不接收的留给人看")
    void handsOverOrders() throws IOException {
        LocalDate today = LocalDate.now(clock);
        files.send(today, "M-1", "<order/>".getBytes(StandardCharsets.UTF_8));
        files.send(today, "M-2", "<order/>".getBytes(StandardCharsets.UTF_8));
        put("M-1.xml.ack", "OK");
        put("M-2.xml.ack", "REFUSED 签名不符");
        assertThat(files.runDue()).isEqualTo(2);
        assertThat(day.resolve("out/M-1.xml")).doesNotExist();
        assertThat(day.resolve("out/M-2.xml")).exists();
        assertThat(left()).isEmpty();
        assertThat(told()).anyMatch(t -> t.contains("银行没有接收付款文件 M-2.xml：REFUSED 签名不符"));
    }
}
