package cn.sunlit.trail;

import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the bank: its digest, what it told, and the vouchers that booked it.
 *
 * @param content null where it was not asked for
 */
public record TrailMessagePage(
        TrailStore.Message message,
        List<TrailStore.Statement> statements,
        List<TrailStore.Entry> entries,
        boolean more,
        Trail.@Nullable Content content)
        implements Screen {

    String address() {
        return "/cashier/trail/messages/" + message.id();
    }

    @Override
    public String title() {
        return "银行报文 " + message.messageId();
    }
}
