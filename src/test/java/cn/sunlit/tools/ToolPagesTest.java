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
            /tools/fee                |                                                                | 200 | 申请执行费
            /tools/fee                | amount=330000                                                  | 200 | 4,850.00 元
            /tools/fee                | amount=200000&kind=preservation                                | 200 | 1,520.00 元
            /tools/fee                | amount=abc                                                     | 422 | 金额应为数字
            /tools/fee                | amount=0                                                       | 422 | 没有执行金额
            /tools/deadline           | event=2026-09-18&length=15&unit=NATURAL_DAY                    | 200 | 2026年10月8日
            /tools/deadline           | event=2026-09-01&length=6&unit=MONTH                           | 200 | 放假安排尚未公布
            /tools/deadline           | event=2026-03-15&length=1&unit=CONTROL_YEAR                    | 200 | 2027年3月14日
            /tools/deadline           | event=2026-02-30&length=15                                     | 422 | 不是有效日期
            /tools/deadline           | event=2026-02-20&length=15&unit=WEEK                           | 422 | 从列表中选择单位
            /tools/interest           | principal=100000&costs=2000&rateKind=FIXED&rate=3.65&interestFrom=2026-01-01&performanceDue=2026-03-31&until=2026-04-10 | 200 | 103,168.50 元
            /tools/interest           | principal=100000&performanceDue=2026-03-31&until=2026-04-10&receipts=2026-04-01 | 422 | 第1行
            /tools/interest           | principal=100000&performanceDue=2026-03-31&until=2026-04-10&rateKind=LPR_1Y     | 422 | 请填写年利率或倍数
            /tools/interest           | principal=100000&performanceDue=2026-03-31&until=2026-04-10&receipts=2026-05-01 5 | 422 | 不能早于最后一笔还款
            /tools/distribution       | proceeds=1000000&costs=费用 18400&preferred=抵押 400000&ordinary=甲 500000~乙 300000~丙 123456.78 | 200 | 314,903.75
            /tools/distribution       | proceeds=100&ordinary=甲 50&rule=SEIZURE_ORDER                 | 422 | 查封顺位
            /tools/law                |                                                                | 200 | 迟延履行期间
            /tools/law/民事诉讼法/85  |                                                                | 200 | 期间开始的时和日，不计算在期间内
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
                                .map(p -> p[0] + "=" + encode(p[1].replace("~", "\n")))
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
