package cn.sunlit.bank;

import cn.sunlit.kernel.Money;
import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payment orders to the bank as pain.001.001.09, one or many in a message. The same input writes the same bytes. Each payment is to be
 * booked by itself (BtchBookg false), so that the bank tells of each.
 */
public final class PaymentOrder {

    private PaymentOrder() {}

    /** One payment, known to both sides for ever by its reference. */
    public record Transfer(
            String endToEnd, String payee, @Nullable String bank, String account, Money amount) {}

    /**
     * @param messageId the bank takes the same once
     * @param debtorAccount the account that pays
     */
    public static String write(
            String messageId, OffsetDateTime at, LocalDate valueOn, String debtorAccount, List<Transfer> transfers) {
        Money total = Money.sum(transfers.stream().map(Transfer::amount).toList());
        GroupHeader85 head = new GroupHeader85()
                .setMsgId(messageId)
                .setCreDtTm(at.withNano(0))
                .setNbOfTxs(String.valueOf(transfers.size()))
                .setCtrlSum(total.yuan())
                .setInitgPty(new PartyIdentification135().setNm("人民法院执行款专户"));
        PaymentInstruction30 instruction = new PaymentInstruction30()
                .setPmtInfId(messageId)
                .setPmtMtd(PaymentMethod3Code.TRF)
                .setBtchBookg(transfers.size() > 1 ? Boolean.FALSE : null)
                .setNbOfTxs(String.valueOf(transfers.size()))
                .setCtrlSum(total.yuan())
                .setReqdExctnDt(new DateAndDateTime2Choice().setDt(valueOn))
                .setDbtr(new PartyIdentification135().setNm("人民法院执行款专户"))
                .setDbtrAcct(account(debtorAccount))
                .setDbtrAgt(bankNamed("案款合作银行"));
        transfers.forEach(t -> instruction.addCdtTrfTxInf(transfer(t)));
        MxPain00100109 order = new MxPain00100109();
        order.setCstmrCdtTrfInitn(
                new CustomerCreditTransferInitiationV09().setGrpHdr(head).addPmtInf(instruction));
        return order.message();
    }

    private static CreditTransferTransaction34 transfer(Transfer t) {
        return new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6().setInstrId(t.endToEnd()).setEndToEndId(t.endToEnd()))
                .setAmt(new AmountType4Choice()
                        .setInstdAmt(new ActiveOrHistoricCurrencyAndAmount()
                                .setCcy("CNY")
                                .setValue(t.amount().yuan())))
                .setCdtrAgt(bankNamed(t.bank() == null ? "未载明" : t.bank()))
                .setCdtr(new PartyIdentification135().setNm(t.payee()))
                .setCdtrAcct(account(t.account()))
                .setRmtInf(new RemittanceInformation16().addUstrd("执行款 " + t.endToEnd()));
    }

    private static CashAccount38 account(String number) {
        return new CashAccount38()
                .setId(new AccountIdentification4Choice().setOthr(new GenericAccountIdentification1().setId(number)));
    }

    private static BranchAndFinancialInstitutionIdentification6 bankNamed(String name) {
        return new BranchAndFinancialInstitutionIdentification6()
                .setFinInstnId(new FinancialInstitutionIdentification18().setNm(name));
    }
}
