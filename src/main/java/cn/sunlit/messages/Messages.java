package cn.sunlit.messages;

import cn.sunlit.kernel.CaseId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Short messages to parties. */
@Service
public class Messages {

    /** Puts a message in the outbox, in the caller's transaction; the same dedupe key twice is one message. */
    public void send(Sms sms) {
        throw new UnsupportedOperationException();
    }

    /** The messages of a case, the newest first; with a phone only those to it. */
    public List<SentMessage> ofCase(CaseId id, @Nullable String phone) {
        throw new UnsupportedOperationException();
    }
}
