package cn.sunlit.notices;

import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.List;

/**
 * What was told in a case, to whom, and whether it arrived: {@code /cases/{number}/pushes}.
 *
 * @param only {@code trouble}: what did not arrive; {@code late}: what was told too late; empty: all
 * @param mayResend whether the reader may send once more
 */
record PushesPage(CaseHeader header, List<Notice> all, String only, boolean mayResend) implements Screen {

    List<Notice> shown() {
        return switch (only) {
            case "trouble" -> all.stream().filter(n -> n.sms().troubles()).toList();
            case "late" -> all.stream().filter(Notice::late).toList();
            default -> all;
        };
    }

    /** The day by whose end it had to be told. */
    static String lastDay(Notice notice) {
        return Show.date(
                notice.mustBy().minusSeconds(1).atZone(TimeConfiguration.ZONE).toLocalDate());
    }

    long troubles() {
        return all.stream().filter(n -> n.sms().troubles()).count();
    }

    long late() {
        return all.stream().filter(Notice::late).count();
    }

    @Override
    public String title() {
        return "推送";
    }
}
