package cn.sunlit.sandbox;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/** The paying bank's counter: order a payment, see its log, set its switches. */
record PayingBankPage(Form form, FormErrors errors, PayingBank.Faults faults, List<PayingBankStore.Order> orders)
        implements Screen {

    /** What was typed. */
    record Form(String institution, String account, String payee, String payeeAccount, String use, String amount) {
        Form {
            institution = plain(institution);
            account = plain(account);
            payee = plain(payee);
            payeeAccount = plain(payeeAccount);
            use = plain(use);
            amount = plain(amount);
        }

        private static String plain(@org.jspecify.annotations.Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @Override
    public String title() {
        return "演示付款银行";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
