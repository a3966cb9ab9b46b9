package cn.sunlit.inquiries;

import cn.sunlit.web.Screen;
import java.util.List;

/**
 * The institutions with their state and how much lies with each.
 *
 * @param strays how many things came that nobody has looked at
 */
record InstitutionsPage(List<Line> lines, long strays) implements Screen {

    /** One institution. */
    record Line(Institution institution, InquiryStore.Load load) {
        String state() {
            if (!institution.isOnline()) {
                return "线下";
            }
            return !institution.connected() ? "未接通" : institution.faultSince() == null ? "正常" : "故障";
        }

        /** How many calls at a time, and how many a minute where that was agreed. */
        String calls() {
            if (!institution.isOnline()) {
                return "—";
            }
            return institution.perMinute() == null
                    ? String.valueOf(institution.parallel())
                    : "%d（每分钟%d）".formatted(institution.parallel(), institution.perMinute());
        }

        String tone() {
            return !institution.connected() ? "waived" : institution.faultSince() == null ? "done" : "red";
        }
    }

    @Override
    public String title() {
        return "协助单位";
    }
}
