package cn.sunlit.sandbox;

import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The messages that the simulated bank writes, by hand and not by the program's library: a second opinion on the format. */
final class BankMessages {

    private BankMessages() {}

    static String notification(BankStore.Movement m) {
        LocalDate day = m.bookedAt().atZone(TimeConfiguration.ZONE).toLocalDate();
        boolean credit = m.direction().equals("CREDIT");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>N-%1$s</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
                <Ntfctn><Id>N-%1$s</Id><CreDtTm>%2$s</CreDtTm>
                <Acct><Id><Othr><Id>%3$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                <Ntry><Amt Ccy="CNY">%4$s</Amt><CdtDbtInd>%5$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%6$s</Dt></BookgDt><ValDt><Dt>%6$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef>
                <BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>%7$s</EndToEndId></Refs><Amt Ccy="CNY">%4$s</Amt><CdtDbtInd>%5$s</CdtDbtInd>
                <RltdPties>%8$s<CdtrAcct><Id><Othr><Id>%9$s</Id></Othr></Id></CdtrAcct></RltdPties>
                <RmtInf><Ustrd>%10$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(
                        m.reference(),
                        stamp(m.bookedAt()),
                        m.ownAccount(),
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
