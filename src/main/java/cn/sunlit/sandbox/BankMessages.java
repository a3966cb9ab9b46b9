package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The messages that the simulated bank writes, by hand and not by the program's library: a second opinion on the format. */
final class BankMessages {

    private BankMessages() {}

    /** One movement or a batch of them, in version 02, 04 or 08 of the standard. */
    static String notification(String id, List<BankStore.Movement> movements, String version) {
        BankStore.Movement first = movements.getFirst();
        StringBuilder entries = new StringBuilder();
        movements.forEach(m -> entries.append(entry(m, version)));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.%5$s"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
                <Ntfctn><Id>%1$s</Id><CreDtTm>%2$s</CreDtTm>
                <Acct><Id><Othr><Id>%3$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                %4$s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(id, stamp(first.bookedAt()), first.ownAccount(), entries, version);
    }

    record Message(String id, String body) {}

    /**
     * The statement of an account's day. What does not fit on one page comes on several, each a message with an id of its own: the
     * first has the opening balance, the last the closing one, and those between them what they begin and end with.
     */
    static List<Message> statement(BankStore.StatementDay day, List<BankStore.Movement> movements, int onAPage) {
        int pages = Math.max(1, Math.ceilDiv(movements.size(), onAPage));
        List<Message> messages = new ArrayList<>();
        Money balance = day.opening();
        for (int page = 1; page <= pages; page++) {
            List<BankStore.Movement> on =
                    movements.subList((page - 1) * onAPage, Math.min(movements.size(), page * onAPage));
            Money before = balance;
            for (BankStore.Movement m : on) {
                balance = m.direction().equals("CREDIT") ? balance.plus(m.amount()) : balance.minus(m.amount());
            }
            String id = "S-%s-%s".formatted(day.account(), day.day());
            String own = page == 1 ? id : id + "-" + page;
            messages.add(new Message(
                    own,
                    page(
                            day,
                            own,
                            pages == 1 ? "" : pagination(page, page == pages),
                            balance(page == 1 ? "OPBD" : "ITBD", before, day.day())
                                    + balance(page == pages ? "CLBD" : "ITBD", balance, day.day()),
                            on)));
        }
        return messages;
    }

    private static String pagination(int page, boolean last) {
        return "<StmtPgntn><PgNb>%d</PgNb><LastPgInd>%s</LastPgInd></StmtPgntn>".formatted(page, last);
    }

    private static String page(
            BankStore.StatementDay day,
            String messageId,
            String pagination,
            String balances,
            List<BankStore.Movement> movements) {
        StringBuilder entries = new StringBuilder();
        movements.forEach(m -> entries.append(entry(m, "08")));
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%3$sT23:59:59+08:00</CreDtTm></GrpHdr>
                <Stmt><Id>S-%2$s-%3$s</Id>%4$s<ElctrncSeqNb>%5$d</ElctrncSeqNb><CreDtTm>%3$sT23:59:59+08:00</CreDtTm>
                <Acct><Id><Othr><Id>%2$s</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
                %6$s<TxsSummry><TtlNtries><NbOfNtries>%7$d</NbOfNtries><Sum>%8$s</Sum></TtlNtries></TxsSummry>
                %9$s</Stmt></BkToCstmrStmt></Document>
                """.formatted(
                messageId,
                day.account(),
                day.day(),
                pagination,
                day.number(),
                balances,
                movements.size(),
                Money.sum(movements.stream().map(BankStore.Movement::amount).toList()),
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

    private static String entry(BankStore.Movement m, String version) {
        LocalDate day = m.bookedAt().atZone(TimeConfiguration.ZONE).toLocalDate();
        boolean credit = m.direction().equals("CREDIT");
        boolean old = !version.equals("08");
        String direction = credit ? "CRDT" : "DBIT";
        String payer = credit ? "Dbtr" : "Cdtr";
        return """
                <Ntry><Amt Ccy="CNY">%2$s</Amt><CdtDbtInd>%3$s</CdtDbtInd>%9$s
                <BookgDt><Dt>%4$s</Dt></BookgDt><ValDt><Dt>%10$s</Dt></ValDt><AcctSvcrRef>%1$s</AcctSvcrRef>
                <BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>%5$s</EndToEndId></Refs>%11$s
                <RltdPties>%6$s%12$s<CdtrAcct><Id><Othr><Id>%7$s</Id></Othr></Id></CdtrAcct></RltdPties>%13$s
                <RmtInf><Ustrd>%8$s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(
                m.reference(),
                m.amount(),
                direction,
                day,
                m.endToEnd() == null ? "NOTPROVIDED" : escape(m.endToEnd()),
                (old ? "<%1$s><Nm>%2$s</Nm></%1$s>" : "<%1$s><Pty><Nm>%2$s</Nm></Pty></%1$s>")
                        .formatted(payer, escape(m.counterparty())),
                escape(m.creditorAccount()),
                escape(m.remark().isEmpty() ? "无" : m.remark()),
                old ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>",
                m.valueOn(),
                version.equals("02")
                        ? "<AmtDtls><TxAmt><Amt Ccy=\"CNY\">%s</Amt></TxAmt></AmtDtls>".formatted(m.amount())
                        : "<Amt Ccy=\"CNY\">%s</Amt><CdtDbtInd>%s</CdtDbtInd>".formatted(m.amount(), direction),
                isPaidIn(m)
                        ? "<DbtrAcct><Id><Othr><Id>%s</Id></Othr></Id></DbtrAcct>"
                                .formatted(accountOf(m.counterparty()))
                        : "",
                isPaidIn(m) ? "<RltdAgts><DbtrAgt><FinInstnId><Nm>演示商业银行</Nm></FinInstnId></DbtrAgt></RltdAgts>" : "");
    }

    private static boolean isPaidIn(BankStore.Movement m) {
        return m.direction().equals("CREDIT")
                && m.endToEnd() == null
                && !m.counterparty().isBlank();
    }

    /** Whoever pays in has one account elsewhere, the same each time. */
    private static String accountOf(String payer) {
        return "629999%010d".formatted(Integer.toUnsignedLong(payer.hashCode()));
    }

    /** With its seconds also on the full minute, as xs:dateTime asks. */
    private static String stamp(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.atZone(TimeConfiguration.ZONE).truncatedTo(ChronoUnit.SECONDS));
    }

    static String answer(String id, String message, Instant at, List<BankStore.BankOrder> orders) {
        StringBuilder answers = new StringBuilder();
        for (BankStore.BankOrder order : orders) {
            boolean rejected = order.status().equals("REJECTED");
            answers.append("<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>%s</TxSts>%s</TxInfAndSts>%n"
                    .formatted(
                            escape(order.endToEnd()),
                            rejected ? "RJCT" : "ACSP",
                            rejected
                                    ? "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>收款账号户名不符</AddtlInf></StsRsnInf>"
                                    : ""));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%2$s</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%3$s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%3$s</OrgnlPmtInfId>%4$s</OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.formatted(id, stamp(at), escape(message), answers);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
