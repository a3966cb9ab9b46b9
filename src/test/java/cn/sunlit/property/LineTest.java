package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.property.Line.Move;
import cn.sunlit.property.Line.Place;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 轮候的顺位与递补。 */
class LineTest {

    private static final Place FIRST = new Place(1, 1, true, null, null);
    private static final Place SECOND = new Place(2, 2, false, null, null);
    private static final Place THIRD = new Place(3, 3, false, null, null);

    private static Money yuan(int yuan) {
        return Money.yuan(yuan);
    }

    @ParameterizedTest(name = "LH-01：协助单位反馈第{0}位 → 登记第{1}位")
    @CsvSource({"2, 3", "3, 3", "7, 7", "1, 3"})
    void 轮候按反馈的顺位登记_已被占用的排到最后(int told, int place) {
        assertThat(Line.waiting(List.of(FIRST, SECOND), told)).isEqualTo(place);
    }

    /** LH-02 */
    @Test
    void 同一不动产后到的措施只能轮候_同一账户可以分额度冻结() {
        assertThat(Line.holding(List.of(), THIRD, false).effective()).isTrue();
        Place thing = Line.holding(List.of(FIRST), THIRD, false);
        assertThat(thing.effective()).isFalse();
        assertThat(thing.rank()).isEqualTo(2);
        Place account = Line.holding(List.of(FIRST), new Place(3, 1, true, yuan(10), yuan(10)), true);
        assertThat(account.effective()).isTrue();
        assertThat(account.rank()).isEqualTo(2);
    }

    /** LH-03 */
    @Test
    void 首封解除_登记在先的轮候自动生效_其余各进一位() {
        assertThat(Line.afterLeaving(List.of(THIRD, SECOND), 1, false, null))
                .containsExactly(new Move(2, 1, true, null), new Move(3, 2, false, null));
    }

    /** LH-03 */
    @Test
    void 轮候中的一位撤回_后面的进一位_首封不变() {
        assertThat(Line.afterLeaving(List.of(FIRST, THIRD), 2, false, null))
                .containsExactly(new Move(3, 2, false, null));
    }

    /** LH-03 */
    @Test
    void 前面还有外院的轮候_本院的不越位生效() {
        assertThat(Line.afterLeaving(List.of(THIRD), 1, false, null)).containsExactly(new Move(3, 2, false, null));
    }

    /** LH-03 */
    @Test
    void 账户部分解除后有余额的_在先的轮候按余额生效() {
        Place first = new Place(1, 1, true, yuan(60), yuan(60));
        Place second = new Place(2, 2, false, yuan(30), Money.ZERO);
        Place third = new Place(3, 3, false, yuan(30), Money.ZERO);
        assertThat(Line.afterLeaving(List.of(first, second, third), 0, true, yuan(100)))
                .containsExactly(new Move(2, 2, true, yuan(30)), new Move(3, 3, true, yuan(10)));
        assertThat(Line.afterLeaving(List.of(first, second), 0, true, yuan(60))).isEmpty();
    }

    @ParameterizedTest(name = "LH-04：{0}登记轮候、{2}转正，期限至{3} → {4}提醒")
    @CsvSource({
        "2026-03-02, 2029-03-01, 2027-01-05, 2030-01-04, 2029-03-01",
        "2026-03-02, 2029-03-01, 2029-06-01, 2032-05-31, 2029-06-01",
        "2026-03-02, 2029-03-01, 2026-03-02, 2029-03-01, 2029-03-01",
    })
    void 先到者提醒(LocalDate registered, LocalDate fromIt, LocalDate effective, LocalDate end, LocalDate remind) {
        assertThat(Line.remindOn(end, fromIt, effective)).isEqualTo(remind);
    }
}
