package cn.sunlit.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The tools' pages without log-in and without script: every form is a plain GET. */
@SunlitTest(shared = "doors")
class ToolPagesTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @ParameterizedTest(name = "{0}?{1}")
    @CsvSource(delimiter = '|', textBlock = """
            /tools                    |                                                                | 200 | 不用登录
            /tools/nothing            |                                                                | 404 | 没有这个工具
            /tools/enforcement-fee    |                                                                | 200 | 填好后按“计算”
            /tools/enforcement-fee    | amount=330000                                                  | 200 | 4,850.00 元
            /tools/enforcement-fee    | amount=３３００００元                                          | 200 | 4,850.00 元
            /tools/enforcement-fee    | amount=330000                                                  | 200 | href="/tools/law/%E8%AF%89%E8%AE%BC%E8%B4%B9%E7%94%A8%E4%BA%A4%E7%BA%B3%E5%8A%9E%E6%B3%95/14"
            /tools/enforcement-fee    | amount=                                                        | 422 | 请填写执行金额
            /tools/enforcement-fee    | amount=abc                                                     | 422 | value="abc"
            /tools/enforcement-fee    | amount=0                                                       | 422 | 没有执行金额
            /tools/enforcement-fee    | amount=0&chosen=300                                            | 200 | 没有执行金额，由法院确定为300.00元
            /tools/enforcement-fee    | amount=0&chosen=500.01                                         | 422 | id="chosen-error"
            /tools/enforcement-fee    | amount=5&chosen=300                                            | 422 | 有执行金额的按金额计算
            /tools/enforcement-fee    | amount=1                                                       | 200 | 50.00 元
            /tools/enforcement-fee    | amount=10000                                                   | 200 | 50.00 元
            /tools/enforcement-fee    | amount=100000                                                  | 200 | 90,000.00元 × 1.5% = 1350元
            /tools/enforcement-fee    | amount=500000                                                  | 200 | 7,400.00 元
            /tools/enforcement-fee    | amount=1000000                                                 | 200 | 12,400.00 元
            /tools/enforcement-fee    | amount=5000000                                                 | 200 | 52,400.00 元
            /tools/preservation-fee   | amount=1000                                                    | 200 | 30.00 元
            /tools/preservation-fee   | amount=1001                                                    | 200 | 30.01 元
            /tools/preservation-fee   | amount=100000                                                  | 200 | 1,020.00 元
            /tools/preservation-fee   | amount=200000                                                  | 200 | 1,520.00 元
            /tools/preservation-fee   | amount=1000000                                                 | 200 | 5,000.00 元
            /tools/deadline           | event=2026-09-18&length=15&unit=NATURAL_DAY                    | 200 | 2026年10月8日
            /tools/deadline           | event=2026年9月18日&length=１５&unit=NATURAL_DAY               | 200 | 2026年10月8日
            /tools/deadline           | event=2026-09-01&length=6&unit=MONTH                           | 200 | 放假安排尚未公布
            /tools/deadline           | event=2026-03-15&length=1&unit=CONTROL_YEAR                    | 200 | 2027年3月14日
            /tools/deadline           | event=2026-02-30&length=15                                     | 422 | 不是有效日期
            /tools/deadline           | event=2026-02-20&length=15&unit=WEEK                           | 422 | 从列表中选择单位
            /tools/deadline           | event=2026-02-20&length=-1                                     | 422 | 应为不小于零的整数
            /tools/deadline           | event=2026-03-01&length=10&unit=NATURAL_DAY                    | 200 | 2026年3月11日
            /tools/interest           | principal=100000&kind=LPR_1Y&rate=4&from=2024-07-01&until=2025-07-01 | 200 | 12,683.84 元
            /tools/interest           | principal=1000000&kind=FIXED&rate=3&from=2026-01-01&until=2026-04-11 | 200 | 8,219.18 元
            /tools/interest           | principal=100000&kind=FIXED&rate=4.35&from=2025-01-01&until=2025-06-30 | 200 | 2,145.21 元
            /tools/double-interest    | principal=1000000&performanceDue=2026-01-01&until=2026-04-11   | 200 | 17,500.00 元
            /tools/double-interest    | principal=120000&performanceDue=2025-03-20&until=2025-05-07    | 200 | 1,008.00 元
            /tools/double-interest    | principal=100000&performanceDue=2026-03-11&until=2026-03-12    | 200 | 17.50 元
            /tools/double-interest    | principal=1000000&performanceDue=2026-01-01&until=2026-05-31&suspensions.from=2026-03-01&suspensions.to=2026-03-30&suspensions.requestedByDebtor=true | 200 | 26,250.00 元
            /tools/double-interest    | principal=1000000&performanceDue=2026-01-01&until=2026-05-31&suspensions.from=2026-03-01&suspensions.to=2026-03-30&suspensions.requestedByDebtor=false | 200 | 21,000.00 元
            /tools/double-interest    | principal=565562&performanceDue=2026-01-01&until=2026-01-08     | 200 | 692.81 元
            /tools/double-interest    | principal=7976&performanceDue=2026-01-01&until=2026-04-04       | 200 | 129.81 元
            /tools/double-interest    | principal=10000&performanceDue=2025-01-01&until=2026-01-01      | 200 | 638.75 元
            /tools/interest           | principal=100000&kind=LPR_1Y&rate=4&from=2025-07-01&until=2024-07-01 | 422 | 早于起算日
            /tools/double-interest    | principal=500000&performanceDue=2026-03-31&until=2026-09-30&payments.date=2026-05-10&payments.amount=200000&payments.date=2026-07-20&payments.amount=150000&payments.date=2026-09-30&payments.amount=150000 | 200 | 9,117.50 元
            /tools/double-interest    | principal=100000&performanceDue=2014-06-30&until=2014-08-31    | 200 | 适用旧规定
            /tools/double-interest    | principal=1&performanceDue=2026-03-31&until=2026-09-30&suspensions.from=2026-05-10&suspensions.to=2026-05-01&suspensions.requestedByDebtor=false | 422 | id="suspensions-0-to-error"
            /tools/settlement         | principal=100000&costs=2000&kind=FIXED&rate=3.65&interestFrom=2026-01-01&performanceDue=2026-03-31&until=2026-04-10 | 200 | 103,168.50 元
            /tools/settlement         | principal=100000&performanceDue=2026-03-31&until=2026-04-10&payments.date=2026-04-01&payments.amount=    | 422 | 请填写金额
            /tools/settlement         | principal=100000&performanceDue=2026-03-31&until=2026-04-10&kind=LPR_1Y                                  | 422 | 请填写年利率或倍数
            /tools/settlement         | principal=100000&performanceDue=2026-03-31&until=2026-04-10&payments.date=2026-05-01&payments.amount=5  | 422 | 不能早于最后一笔还款
            /tools/distribution       | proceeds=1000000&costs.creditor=费用&costs.claim=18400&preferred.creditor=抵押&preferred.claim=400000&ordinary.creditor=甲&ordinary.claim=500000&ordinary.creditor=乙&ordinary.claim=300000&ordinary.creditor=丙&ordinary.claim=123456.78 | 200 | 314,903.75
            /tools/distribution       | proceeds=100&ordinary.creditor=甲&ordinary.claim=1&ordinary.creditor=乙&ordinary.claim=1&ordinary.creditor=丙&ordinary.claim=1 | 200 | 97.00
            /tools/distribution       | proceeds=500000&costs.creditor=执行费&costs.claim=7400&preferred.creditor=优先&preferred.claim=600000&ordinary.creditor=普通&ordinary.claim=100000 | 200 | 492,600.00
            /tools/distribution       | proceeds=300000&ordinary.creditor=甲&ordinary.claim=200000&ordinary.disputed=50000&ordinary.creditor=乙&ordinary.claim=100000&ordinary.disputed= | 200 | 提存
            /tools/distribution       | proceeds=100&ordinary.creditor=甲&ordinary.claim=50&rule=SEIZURE_ORDER | 422 | 查封顺位
            /tools/distribution       | proceeds=100                                                   | 422 | 至少填写一项
            /tools/auction-prices     | reference=1234567&round=2                                      | 200 | 691,357.52 元
            /tools/identity           | number=11010519491231002x                                      | 200 | 填好后按“核对”
            /tools/case-number        | text=(2026)鄂1125执123号                                       | 200 | （2026）鄂1125执123号
            /tools/amount-in-words    | amount=1234567.89                                              | 200 | 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分
            /tools/law                |                                                                | 200 | 迟延履行期间
            /tools/law                | words=轮候查封                                                 | 200 | 查封扣押冻结（2020）第二十六条
            /tools/law                | words=没有这样的话                                             | 200 | 收录的法律里没有这个词
            /tools/law                | old=225                                                        | 200 | 2012年版第225条，现为民事诉讼法（2023）第二百三十六条
            /tools/law                | old=999                                                        | 200 | 各版民事诉讼法都没有这一条
            /tools/law/民事诉讼法/236 |                                                                | 200 | 以前的编号：
            /tools/law/民诉法解释/480 |                                                                | 200 | 本条写的是旧号
            /tools/law/民事诉讼法     |                                                                | 200 | 民事诉讼法（2023）第八十五条
            /tools/law/民事诉讼法     | article=999                                                    | 404 | 没有这一条
            /tools/law/民事诉讼法/85  |                                                                | 200 | <mark>期间开始的时和日，不计算在期间内。</mark>
            /tools/law/民事诉讼法/85  |                                                                | 200 | statutes.Periods#roll
            /tools/law/民事诉讼法/1   |                                                                | 200 | 没有自动适用这一条的规则
            /tools/law/没有这部/1     |                                                                | 404 | 没有收录
            /tools/law/民事诉讼法/999 |                                                                | 404 | 没有第999条
            """)
    void 页面(String path, String query, int status, String words) throws Exception {
        String safePath =
                Arrays.stream(path.split("/")).map(ToolPagesTest::encode).collect(Collectors.joining("/"));
        String safeQuery = query == null
                ? ""
                : "?"
                        + Arrays.stream(query.split("&"))
                                .map(p -> p.split("=", 2))
                                .map(p -> p[0] + "=" + encode(p[1]))
                                .collect(Collectors.joining("&"));
        HttpResponse<String> page = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + safePath + safeQuery))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.body()).contains(words).contains("<html lang=\"zh-CN\">");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
