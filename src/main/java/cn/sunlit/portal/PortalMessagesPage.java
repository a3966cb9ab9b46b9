package cn.sunlit.portal;

import cn.sunlit.messages.SentMessage;
import cn.sunlit.notices.Notice;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * What this person was told: the notices of the case, and what else went to the phone.
 *
 * @param sms whether the person wants an SMS of each
 */
record PortalMessagesPage(PortalHead head, List<Notice> notices, boolean sms, List<SentMessage> messages)
        implements Screen {
    @Override
    public String title() {
        return "消息";
    }
}
