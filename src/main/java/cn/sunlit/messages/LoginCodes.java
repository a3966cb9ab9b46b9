package cn.sunlit.messages;

import cn.sunlit.identity.CodeSender;
import cn.sunlit.identity.PartyLogins;
import cn.sunlit.kernel.CourtCode;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends the codes with which parties log in. They belong to no case file: a code is no part of what happened in a case. */
@Component
class LoginCodes implements CodeSender {

    private static final CourtCode NO_COURT = new CourtCode("最高法");

    private final Messages messages;

    LoginCodes(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void send(String phone, String text) {
        messages.send(new Sms("login-code:" + UUID.randomUUID(), null, NO_COURT, "", phone, text));
    }

    @Override
    public void send(PartyLogins.PartyAccess to, String text) {
        messages.send(new Sms("login-code:" + UUID.randomUUID(), null, to.court(), to.name(), to.phone(), text));
    }
}
