package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.sandbox.Behaviours.Behaviour;
import cn.sunlit.web.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All simulated institutions: how they behave, and their own figures. */
record WorldPage(List<Behaviour> behaviours, List<Line> lines) implements Screen {

    @Override
    public String title() {
        return "模拟协助单位";
    }

    /** An institution with its behaviour and its log in figures. */
    record Line(Institution institution, String behaviour, boolean well, InstitutionLogStore.Count count) {

        static Line of(
                Institution institution, InstitutionFaults faults, InstitutionLogStore.Count count, Instant now) {
            List<String> said = said(faults, now);
            return new Line(institution, said.isEmpty() ? "正常" : String.join("，", said), said.isEmpty(), count);
        }

        boolean hasTrouble() {
            return count.exceeded() > 0 || count.twice() > 0;
        }

        Money held() {
            return count.held();
        }
    }

    private static List<String> said(InstitutionFaults f, Instant now) {
        List<String> said = new ArrayList<>();
        if (f.isDown(now)) {
            said.add("停机中");
        }
        if (f.opens() != null || f.closes() != null) {
            said.add("%s—%s受理"
                    .formatted(f.opens() == null ? "00:00" : f.opens(), f.closes() == null ? "24:00" : f.closes()));
            if (!f.isOpen(now.atZone(TimeConfiguration.ZONE).toLocalTime())) {
                said.add("现在不受理");
            }
        }
        if (f.delayMs() > 0 || f.slowestMs() > 0) {
            said.add(
                    f.slowestMs() > f.delayMs()
                            ? "%d—%d毫秒".formatted(f.delayMs(), f.slowestMs())
                            : "%d毫秒".formatted(f.delayMs()));
        }
        double wrong = f.errorRate()
                + f.busyRate()
                + f.cutRate()
                + f.halfRate()
                + f.garbageRate()
                + f.schemaRate()
                + f.wrongPersonRate();
        if (wrong > 0) {
            said.add("差错约%.1f%%".formatted(Math.min(1, wrong) * 100));
        }
        if (f.acceptRate() > 0) {
            said.add("%.0f%%先受理后反馈".formatted(f.acceptRate() * 100));
        }
        return said;
    }
}
