package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "民诉法第251条 | 《中华人民共和国民事诉讼法》第二百五十一条 | 民事诉讼法 民事诉讼法/251",
                "民诉法解释第484、485条:冻结存款不超过一年 | 《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》第四百八十四条、第四百八十五条:冻结存款不超过一年 | 民诉法解释 民诉法解释/484 民诉法解释/485",
                "民诉法第114-119条:院长批准 | 《中华人民共和国民事诉讼法》第一百一十四条至第一百一十九条:院长批准 | 民事诉讼法 民事诉讼法/114 民事诉讼法/119",
                "法释〔2016〕18号第26条第2款 | 《最高人民法院关于人民法院网络司法拍卖若干问题的规定》第二十六条第二款 | 网络司法拍卖 网络司法拍卖/26",
                "变更追加规定第28条:60日内裁定;第30条:10日复议 | 《最高人民法院关于民事执行中变更、追加当事人若干问题的规定》第二十八条:60日内裁定;第三十条:10日复议 | 变更追加当事人 变更追加当事人/28 变更追加当事人/30",
                "民诉法解释第180条(24小时内通知家属)、184条(不得连续适用) | 《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》第一百八十条(24小时内通知家属)、第一百八十四条(不得连续适用) | 民诉法解释 民诉法解释/180 民诉法解释/184",
                "法发〔2014〕26号第2条 | 法发〔2014〕26号第二条 | ''",
                "刑法第313条 | 刑法第三百一十三条 | ''",
                "民诉法第251条;法〔2016〕373号第1条 | 《中华人民共和国民事诉讼法》第二百五十一条;法〔2016〕373号第一条 | 民事诉讼法 民事诉讼法/251",
                "静宁法院:结案后六十日内归档 | 静宁法院:结案后六十日内归档 | ''",
            })
    void 简称写成全称_收录的条文可以点开(String shorthand, String full, String addresses) {
        var parts = Citations.parts(shorthand);
        assertThat(parts.stream().map(Citations.Part::text).collect(Collectors.joining()))
                .isEqualTo(full);
        assertThat(parts.stream()
                        .filter(p -> p.href() != null)
                        .map(p -> java.net.URLDecoder.decode(
                                        String.valueOf(p.href()), java.nio.charset.StandardCharsets.UTF_8)
                                .substring("/tools/law/".length()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(addresses);
    }
}
