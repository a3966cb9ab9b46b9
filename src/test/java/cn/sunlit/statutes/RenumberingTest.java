package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.statutes.Renumbering.Edition;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 旧条号今为第几条：以随产品收录的司法解释引用的旧条号和现行条文的文字核对。 */
class RenumberingTest {

    @ParameterizedTest(name = "{0} {1}→{2}")
    @CsvSource(delimiter = '|', textBlock = """
            2017 | 59  | 62  | 授权委托书
            2017 | 55  | 58  | 损害社会公共利益的行为
            2017 | 100 | 103 | 根据对方当事人的申请，可以裁定对其财产进行保全
            2017 | 101 | 104 | 可以在提起诉讼或者申请仲裁前
            2017 | 111 | 114 | 拒不履行人民法院已经发生法律效力的判决、裁定的
            2017 | 114 | 117 | 有义务协助调查、执行的单位
            2017 | 119 | 122 | 起诉必须符合下列条件
            2017 | 154 | 157 | 裁定适用于下列范围
            2017 | 162 | 165 | 实行一审终审
            2017 | 164 | 171 | 有权在判决书送达之日起十五日内
            2017 | 200 | 211 | 当事人的申请符合下列情形之一的，人民法院应当再审
            2012 | 224 | 235 | 由第一审人民法院或者与第一审人民法院同级
            2012 | 225 | 236 | 认为执行行为违反法律规定的
            2012 | 226 | 237 | 超过六个月未执行的
            2012 | 227 | 238 | 案外人对执行标的提出书面异议
            2012 | 231 | 242 | 决定暂缓执行
            2012 | 233 | 244 | 责令取得财产的人返还
            2012 | 239 | 250 | 申请执行的期间为二年
            2012 | 240 | 251 | 应当向被执行人发出执行通知
            2012 | 242 | 253 | 有权向有关单位查询被执行人的存款
            2012 | 253 | 264 | 应当加倍支付迟延履行期间的债务利息
            2012 | 255 | 266 | 限制出境
            2012 | 257 | 268 | 裁定终结执行
            2012 | 266 | 279 | 由人民法院专属管辖
            2012 | 283 | 304 | 领域外作出的发生法律效力的仲裁裁决
            2021 | 114 | 114 | 拒不履行人民法院已经发生法律效力的判决、裁定的
            2021 | 190 | 190 | 宣告其失踪
            2021 | 201 | 205 | 申请司法确认
            2021 | 207 | 211 | 当事人的申请符合下列情形之一的，人民法院应当再审
            2021 | 231 | 235 | 由第一审人民法院或者与第一审人民法院同级
            2021 | 232 | 236 | 认为执行行为违反法律规定的
            2021 | 234 | 238 | 案外人对执行标的提出书面异议
            2021 | 246 | 250 | 申请执行的期间为二年
            2021 | 260 | 264 | 应当加倍支付迟延履行期间的债务利息
            2021 | 262 | 266 | 限制出境
            2021 | 273 | 279 | 由人民法院专属管辖
            2021 | 274 | 283 | 采用下列方式
            2021 | 276 | 286 | 在中华人民共和国领域内没有住所的当事人
            2021 | 279 | 289 | 中华人民共和国的涉外仲裁机构
            2021 | 281 | 291 | 涉外仲裁机构作出的裁决
            """)
    void 旧条号现为(int year, int old, int present, String words) {
        Edition edition = Edition.valueOf("OF_" + year);
        assertThat(edition.present(old)).hasValue(present);
        assertThat(edition.old(present)).hasValue(old);
        assertThat(Renumbering.today(edition, old).orElseThrow().words()).contains(words);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void 每个旧条号恰有一个现行条号_来回不变(Edition edition) {
        List<Integer> present = IntStream.rangeClosed(1, edition.last())
                .map(n -> edition.present(n).orElseThrow())
                .boxed()
                .toList();
        assertThat(present).isSorted().doesNotHaveDuplicates();
        IntStream.rangeClosed(1, edition.last())
                .forEach(n -> assertThat(edition.old(edition.present(n).orElseThrow()))
                        .hasValue(n));
        assertThat(edition.present(0)).isEmpty();
        assertThat(edition.present(edition.last() + 1)).isEmpty();
    }

    @Test
    void 第二百二十五条今为第几条() {
        assertThat(Renumbering.today(225))
                .extracting(a -> a.edition() + " " + a.cite())
                .containsExactly("2012 民事诉讼法（2023）第二百三十六条", "2017 民事诉讼法（2023）第二百三十六条", "2021 民事诉讼法（2023）第二百二十九条");
        assertThat(Renumbering.today(300)).isEmpty();
    }

    @Test
    void 现行条文列出旧条号_新增的写明() {
        assertThat(Renumbering.formerly(264)).containsExactly("2021年版第二百六十条", "2017年版第二百五十三条", "2012年版第二百五十三条");
        assertThat(Renumbering.formerly(194)).containsExactly("2021年版无此条", "2017年版无此条", "2012年版无此条");
        assertThat(Renumbering.formerly(16)).startsWith("2021年版第十六条", "2017年版无此条");
    }

    @Test
    void 解释文中引用的旧条号换成现行条号() {
        String words = StatuteBook.shipped()
                .words("迟延履行利息", LocalDate.of(2014, 8, 1), 1)
                .orElseThrow();
        assertThat(Renumbering.citedIn(words, 2014))
                .extracting(a -> a.old() + "→" + a.present())
                .containsExactly("253→264");
        assertThat(Renumbering.citedIn("依照民事诉讼法第二百四十四条第二款、第二百四十五条的规定", 2022))
                .extracting(a -> a.old() + "→" + a.present())
                .containsExactly("244→248", "245→249");
        assertThat(Renumbering.citedIn("依照民事诉讼法第二百六十四条", 2024)).isEmpty();
        assertThat(Renumbering.citedIn("依照民法典第二百六十四条", 2020)).isEmpty();
    }

    @Test
    void 收录的解释引用的旧条号都有着落() {
        int cited = 0;
        for (StatuteBook.Statute s : StatuteBook.shipped().all()) {
            if (s.name().equals(Renumbering.STATUTE)) {
                continue;
            }
            for (String words : s.articles().values()) {
                cited += Renumbering.citedIn(words, s.year()).size();
            }
        }
        assertThat(cited).isGreaterThan(100);
    }
}
