package cn.sunlit.sandbox;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The levers of the demonstration for a person: the clock, money, and the telephones of all parties.
 *
 * @param now the business time
 * @param form what was typed before, when it was refused
 * @param phone the number whose messages are shown, or empty
 * @param messages what the telephones received, the newest first
 */
record SandboxPage(Instant now, CreditForm form, FormErrors errors, String phone, List<SandboxStore.Sms> messages)
        implements Screen {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{6})(?!\\d)");

    @Override
    public String title() {
        return "演示沙箱";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    /** The log-in code of a message, or empty. */
    static String code(SandboxStore.Sms message) {
        Matcher digits = CODE.matcher(message.text());
        return message.text().contains("验证码") && digits.find() ? digits.group(1) : "";
    }

    /**
     * What is paid in.
     *
     * @param to a case number or an account number
     * @param amount in yuan as typed
     */
    record CreditForm(String to, String amount, String payer, String remark) {
        static final CreditForm BLANK = new CreditForm("", "", "", "");
    }
}
