package cn.sunlit.portal;

import cn.sunlit.messages.SentMessage;
import cn.sunlit.web.Screen;
import java.util.List;

/** What was sent to this party's phone. */
record PortalMessagesPage(PortalHead head, List<SentMessage> messages) implements Screen {
    @Override
    public String title() {
        return "消息";
    }
}
