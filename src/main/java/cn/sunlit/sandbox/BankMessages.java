package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The messages that the simulated bank writes, by hand and not by the program's library: a second opinion on the format. */
final class BankMessages {

    private BankMessages() {}

    static String notification(BankStore.Movement m) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-%1$s</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
                <Ntfctn><Id>N-%1$s</Id><CreDtTm>%2$s</CreDtTm>
                <Acct><Id><Othr><Id>%3$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                %4$s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(m.reference(), stamp(m.bookedAt()), m.ownAccount(), entry(m));
    }

    /** The statement of an account's day. */
    static String statement(BankStore.StatementDay day, List<BankStore.Movement> movements) {
        Money closing = day.opening();
        StringBuilder entries = new StringBuilder();
        for (BankStore.Movement m : movements) {
            closing = m.direction().equals("CREDIT") ? closing.plus(m.amount()) : closing.minus(m.amount());
            entries.append(entry(m));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>S-%1$s-%2$s</MsgId><CreDtTm>%2$sT23:59:59+08:00</CreDtTm></GrpHdr>
                <Stmt><Id>S-%1$s-%2$s</Id><CreDtTm>%2$sT23:59:59+08:00</CreDtTm>
                <Acct><Id><Othr><Id>%1$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                %3$s%4$s%5$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(
                        day.account(),
                        day.day(),
                        balance("OPBD", day.opening(), day.day()),
                        balance("CLBD", closing, day.day()),
                        entries);
    }

    private static String balance(String code, Money amount, LocalDate day) {
        return """
                <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>
                """.formatted(
                        code,
                        amount.isNegative() ? Money.ZERO.minus(amount) : amount,
                        amount.isNegative() ? "DBIT" : "CRDT",
                        day);
    }

    private static String entry(BankStore.Movement m) {
        LocalDate day = m.bookedAt().atZone(TimeConfiguration.ZONE).toLocalDate();
        boolean credit = m.direction().equals("CREDIT");
        return """
                <Ntry><Amt Ccy="CNY">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%4$s</Dt></BookgDt><ValDt><Dt>%4$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef>
                <BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>%5$s</EndToEndId></Refs><Amt Ccy="CNY">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd>
                <RltdPties>%6$s<CdtrAcct><Id><Othr><Id>%7$s</Id></Othr></Id></CdtrAcct></RltdPties>
                <RmtInf><Ustrd>%8$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(
                        m.reference(),
                        m.amount(),
                        credit ? "CRDT" : "DBIT",
                        day,
                        m.endToEnd() == null ? "NOTPROVIDED" : escape(m.endToEnd()),
                        (credit ? "<Dbtr><Pty><Nm>%s</Nm></Pty></Dbtr>" : "<Cdtr><Pty><Nm>%s</Nm></Pty></Cdtr>")
                                .formatted(escape(m.counterparty())),
                        escape(m.creditorAccount()),
                        escape(m.remark().isEmpty() ? "无" : m.remark()));
    }

    /** With its seconds also on the full minute, as xs:dateTime asks. */
    private static String stamp(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(TimeConfiguration.ZONE).truncatedTo(ChronoUnit.SECONDS));
    }

    static String answer(String id, Instant at, BankStore.BankOrder order) {
        boolean rejected = order.status().equals("REJECTED");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%s</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId>
                <TxSts>%s</TxSts>%s</TxInfAndSts></OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(
                        id,
                        stamp(at),
                        order.messageId(),
                        order.messageId(),
                        order.endToEnd(),
                        rejected ? "RJCT" : "ACSP",
                        rejected ? "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>收款账号户名不符</AddtlInf></StsRsnInf>" : "");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
