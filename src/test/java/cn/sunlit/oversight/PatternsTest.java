package cn.sunlit.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.oversight.Patterns.Deed;
import cn.sunlit.oversight.Patterns.Told;
import cn.sunlit.oversight.Patterns.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

    private final Patterns patterns = new Patterns(new Patterns.Limits(5, 80, 10, 3));

    private static Deed deed(long id, String code, long applicant, int days, Boolean lastDay) {
        return new Deed(id, code, applicant, "申请人" + applicant, days, lastDay);
    }

    private List<Finding.Kind> kinds(List<Deed> deeds, List<Waiting> waiting, List<Told> told) {
        return patterns.of(deeds, waiting, told).stream()
                .map(Patterns.Found::kind)
                .toList();
    }

    @Test
    void 同一申请执行人总是更快_写明两组数字和每一件案件() {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            boolean friend = i <= 5;
            deeds.add(deed(i, "A07", friend ? 1 : 10 + i, friend ? 0 : 4 + i % 3, null));
            deeds.add(deed(i, "B01", friend ? 1 : 10 + i, friend ? 1 : 8 + i % 2, false));
        }
        assertThat(patterns.of(deeds, List.of(), List.of())).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Finding.Kind.ONE_APPLICANT);
            assertThat(found.sentence()).contains("申请人1的5件", "其他7件", "比较了1名");
            assertThat(found.rows()).hasSize(12);
        });
    }

    /** A quick case with only quick kinds of nodes is not quicker than others of those kinds. */
    @Test
    void 只办短节点的案件不算更快() {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            deeds.add(deed(i, i <= 5 ? "A07" : "E02", i <= 5 ? 1 : 10 + i, i <= 5 ? 1 : 30, null));
        }
        assertThat(kinds(deeds, List.of(), List.of())).isEmpty();
    }

    /** With ten applicants compared, one court in a hundred may be hinted at by chance, not one in ten. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void 随机的用时不提示(long seed) {
        Random random = new Random(seed);
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            for (String code : List.of("A07", "B01", "C01")) {
                deeds.add(deed(i, code, i % 10, random.nextInt(12), random.nextBoolean()));
            }
        }
        assertThat(kinds(deeds, List.of(), List.of())).as("seed %d", seed).isEmpty();
    }

    @Test
    void 件数不足的不提示() {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            deeds.add(deed(i, "A07", i <= 4 ? 1 : 10 + i, i <= 4 ? 0 : 9, true));
        }
        assertThat(kinds(deeds.subList(0, 4), List.of(), List.of())).isEmpty();
        assertThat(kinds(deeds, List.of(), List.of())).containsExactly(Finding.Kind.LAST_DAY);
    }

    @Test
    void 总在最后一天_八成以上才提示() {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            deeds.add(deed(i, "B01", i, 10, i <= 8));
        }
        assertThat(kinds(deeds, List.of(), List.of())).containsExactly(Finding.Kind.LAST_DAY);
        assertThat(kinds(deeds.subList(1, 10), List.of(), List.of())).isEmpty();
    }

    @Test
    void 先办标的小的案件_没有办的按已经等的天数算() {
        List<Waiting> waiting = new ArrayList<>();
        for (int i = 1; i <= 14; i++) {
            boolean small = i <= 7;
            waiting.add(new Waiting(i, small ? 100_000L + i : 9_000_000L + i, false, small ? i : 30 + i, small));
        }
        assertThat(kinds(List.of(), waiting, List.of())).containsExactly(Finding.Kind.EASY_FIRST);
        List<Waiting> fair = waiting.stream()
                .map(w -> new Waiting(w.caseId(), w.claimedFen(), false, (int) (w.caseId() * 5 % 14), true))
                .toList();
        assertThat(kinds(List.of(), fair, List.of())).isEmpty();
    }

    @Test
    void 说明只差标点和日期的算相同() {
        List<Told> told = List.of(
                new Told(1, "工作繁忙，正在办理"), new Told(2, "工作繁忙 正在办理。"), new Told(3, "工作繁忙，正在办理！"), new Told(4, "等待复函"));
        assertThat(kinds(List.of(), List.of(), told)).containsExactly(Finding.Kind.SAME_TEXT);
        assertThat(kinds(List.of(), List.of(), told.subList(1, 4))).isEmpty();
    }
}
