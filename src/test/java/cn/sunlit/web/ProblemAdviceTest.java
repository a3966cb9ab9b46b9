package cn.sunlit.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong is said in Chinese, with its field, in the one fixed form. */
class ProblemAdviceTest {

    enum Colour {
        RED,
        GREEN
    }

    record Line(Money amount, LocalDate on) {}

    record Order(CaseNumber number, Colour colour, int count, List<Line> lines, boolean urgent) {}

    /** Inside a test class, so no program under test ever finds it. */
    @Controller
    static class Sample {
        @PostMapping("/api/order")
        @ResponseBody
        Order order(@RequestBody Order order) {
            return order;
        }

        @GetMapping("/api/case/{number}")
        @ResponseBody
        String one(@PathVariable CaseNumber number, @RequestParam LocalDate on, @RequestParam Colour colour) {
            return number.text();
        }

        @GetMapping("/api/vouchers/{voucher}")
        @ResponseBody
        String voucher(@PathVariable long voucher) {
            return "";
        }

        @GetMapping({"/api/throw/{what}", "/throw/{what}"})
        @ResponseBody
        String thrown(@PathVariable String what) {
            throw switch (what) {
                case "missing" -> new Problem.NotFound("没有这个案件");
                case "forbidden" -> new Problem.Forbidden("您没有权限");
                case "conflict" ->
                    new Problem.Conflict(
                            "不能结案", List.of(new Problem.Refusal("JA-01", "民事诉讼法（2023）第二百五十一条", "尚有案款未发放")));
                case "invalid" ->
                    new Problem.Invalid(List.of(
                            new Problem.FieldError("a", "请填写甲"), new Problem.FieldError("b[0].c", "<b>乙</b>不对")));
                case "twice" ->
                    new DuplicateKeyException("ERROR: duplicate key value violates unique constraint \"x\"");
                case "full" ->
                    new org.springframework.dao.DataAccessResourceFailureException(
                            "file",
                            new java.sql.SQLException(
                                    "ERROR: could not extend file \"base/1/2\": No space left on device", "53100"));
                case "stale" -> new OptimisticLockingFailureException("row was updated");
                default -> new IllegalStateException("secret detail at cn.sunlit.Foo");
            };
        }
    }

    private final JsonMapper json;
    private final MockMvc mvc;

    ProblemAdviceTest() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new StrictJson().strictly().customize(builder);
        json = builder.build();
        StaticListableBeanFactory nothing = new StaticListableBeanFactory();
        ScreenRendering screens = new ScreenRendering(
                new Templates(),
                new Chromes(
                        nothing.getBeanProvider(Visitor.Source.class),
                        nothing.getBeanProvider(NavItem.class),
                        nothing.getBeanProvider(CaseTab.class),
                        nothing.getBeanProvider(FootLink.class)));
        DefaultFormattingConversionService values = new DefaultFormattingConversionService();
        new WebSetup(screens, json).addFormatters(values);
        mvc = MockMvcBuilders.standaloneSetup(new Sample())
                .setControllerAdvice(new ProblemAdvice(new Problems(json, screens), values))
                .setConversionService(values)
                .setMessageConverters(
                        new org.springframework.http.converter.StringHttpMessageConverter(StandardCharsets.UTF_8),
                        new ThoroughJson(json))
                .build();
    }

    private MockHttpServletResponse call(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        response.setCharacterEncoding("UTF-8");
        return response;
    }

    private MockHttpServletResponse order(String body) throws Exception {
        return call(MockMvcRequestBuilders.post("/api/order")
                .contentType("application/json")
                .content(body));
    }

    @ParameterizedTest(name = "{0} → {1}：{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"count":"three"}|count|应为数字
            {"colour":"BLUE"}|colour|“BLUE”不在可选值之内，可选：RED、GREEN
            {"colour":1}|colour|“1”不在可选值之内，可选：RED、GREEN
            {"lines":[{"amount":"12.345"}]}|lines[0].amount|金额最多保留两位小数（到分）
            {"lines":[{"amount":"1.00"},{"amount":"-5"}]}|lines[1].amount|金额不能为负数
            {"lines":[{"amount":120}]}|lines[0].amount|金额应写成字符串，例如 "120000.00"
            {"lines":[{"on":"2026-02-30"}]}|lines[0].on|“2026-02-30”不是有效日期，应如 2026-03-02
            {"lines":[{"on":"明天"}]}|lines[0].on|“明天”不是有效日期，应如 2026-03-02
            {"lines":{}}|lines|应为数组 […]
            {"number":"abc"}|number|案号格式不正确，应如“（2026）鄂1125执123号”
            {"urgent":"maybe"}|urgent|应为 true 或 false
            {"colr":"RED"}|colr|没有这个字段“colr”
            {"lines":[{"amount":"1.00","sum":"2"}]}|lines[0].sum|没有这个字段“sum”
            """)
    void 每个错误说出字段和原因(String body, String field, String message) throws Exception {
        MockHttpServletResponse answer = order(body);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getHeader("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = json.readTree(answer.getContentAsString());
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asString()).isEqualTo(message);
        assertThat(problem.get("status").asInt()).isEqualTo(422);
        assertThat(problem.get("traceId").asString()).hasSize(16);
    }

    @Test
    void 每个错误都说出来_不止第一个() throws Exception {
        MockHttpServletResponse answer =
                order("{\"count\":\"x\",\"lines\":[{\"amount\":\"1.234\",\"on\":7},5],\"colr\":1,\"urgent\":\"so\"}");
        assertThat(answer.getStatus()).isEqualTo(422);
        List<String> fields = new java.util.ArrayList<>();
        json.readTree(answer.getContentAsString())
                .get("errors")
                .forEach(e -> fields.add(e.get("field").asString()));
        assertThat(fields)
                .containsExactlyInAnyOrder("count", "lines[0].amount", "lines[0].on", "lines[1]", "colr", "urgent");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {"count":"x","lines":[|JSON 不完整
            {"count":|JSON 不完整，在第 1 行第 10 列中断
            {count:1}|JSON 格式不正确，第 1 行第 2 列
            {"count":1,"count":2}|同一个字段出现了两次（第 1 行第 19 列）
            {"count":1} x|JSON 格式不正确，第 1 行第
            """)
    void 断裂的内容说出位置(String body, String detail) throws Exception {
        MockHttpServletResponse answer = order(body);
        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(json.readTree(answer.getContentAsString()).get("detail").asString())
                .startsWith(detail);
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            /api/throw/missing|404|没有这个案件
            /api/throw/forbidden|403|您没有权限
            /api/throw/conflict|409|不能结案
            /api/throw/invalid|422|有 2 处填写不正确
            /api/throw/twice|409|相同的记录已经存在，没有重复登记
            /api/throw/stale|409|这条记录刚被他人修改，请刷新后重试
            /api/case/abc?on=2026-01-01&colour=RED|404|案号应以带括号的年度开头，例如“（2013）浠执字第00123号”
            /api/case/（2026）鄂1125执1号?on=2026-13-01&colour=RED|422|日期：“2026-13-01”不是有效日期，应如 2026-03-02
            /api/case/（2026）鄂1125执1号?on=2026-01-01&colour=BLUE|422|colour：“BLUE”不在可选值之内，可选：RED、GREEN
            /api/vouchers/abc|404|凭证号：“abc”不是有效数字
            /api/case/（2026）鄂1125执1号?on=2026-01-01|422|请填写colour
            /api/case/（2026）鄂1125执1号?on=x|422|有 2 处填写不正确
            """)
    void 状态与句子(String path, int status, String detail) throws Exception {
        MockHttpServletResponse answer = call(MockMvcRequestBuilders.get(path));
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(json.readTree(answer.getContentAsString()).get("detail").asString())
                .isEqualTo(detail);
    }

    @Test
    void 没有写明的是非即为否() throws Exception {
        assertThat(order("{\"colour\":\"RED\"}").getContentAsString())
                .isEqualTo(json.writeValueAsString(new Order(null, Colour.RED, 0, null, false)));
    }

    @Test
    void 法律上的拒绝列出每个条件() throws Exception {
        JsonNode problem = json.readTree(
                call(MockMvcRequestBuilders.get("/api/throw/conflict")).getContentAsString());
        assertThat(problem.at("/refusals/0").toString())
                .isEqualTo("{\"rule\":\"JA-01\",\"law\":\"民事诉讼法（2023）第二百五十一条\",\"because\":\"尚有案款未发放\"}");
        assertThat(problem.get("type").asString()).isEqualTo("urn:sunlit:problem:conflict");
    }

    @Test
    void 意外错误不泄露内情只给编号() throws Exception {
        MockHttpServletResponse answer = call(MockMvcRequestBuilders.get("/api/throw/other"));
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString())
                .doesNotContain("secret", "cn.sunlit", "Exception")
                .contains("traceId", "没有生效");
    }

    @Test
    void 给人看的是网页_给htmx的是片段_内容都转义() throws Exception {
        MockHttpServletResponse page =
                call(MockMvcRequestBuilders.get("/throw/invalid").accept("text/html"));
        assertThat(page.getStatus()).isEqualTo(422);
        assertThat(page.getContentAsString())
                .contains("<html lang=\"zh-CN\">", "请填写甲", "&lt;b&gt;乙&lt;/b&gt;不对")
                .doesNotContain("<b>乙");
        MockHttpServletResponse fragment =
                call(MockMvcRequestBuilders.get("/throw/conflict").header("HX-Request", "true"));
        assertThat(fragment.getContentAsString()).contains("尚有案款未发放", "第二百五十一条").doesNotContain("<html");
        assertThat(fragment.getHeader("HX-Retarget")).isEqualTo("#messages");
    }

    @Test
    void 只说得了JSON的程序在网页地址也得到JSON() throws Exception {
        MockHttpServletResponse answer =
                call(MockMvcRequestBuilders.get("/throw/missing").accept("application/json"));
        assertThat(answer.getContentType()).startsWith("application/problem+json");
    }

    @Test
    void 磁盘写满时说明没有生效_不露出文件名() throws Exception {
        MockHttpServletResponse response = call(MockMvcRequestBuilders.get("/api/throw/full"));
        assertThat(response.getStatus()).isEqualTo(507);
        assertThat(response.getContentAsString()).contains("磁盘空间已满，本次操作没有生效").doesNotContain("base/1/2");
    }

    @Test
    void 方法与内容类型() throws Exception {
        MockHttpServletResponse method = call(MockMvcRequestBuilders.delete("/api/order"));
        assertThat(method.getStatus()).isEqualTo(405);
        assertThat(method.getHeader("Allow")).isEqualTo("POST");
        MockHttpServletResponse type = call(MockMvcRequestBuilders.post("/api/order")
                .contentType("text/csv")
                .content("a,b"));
        assertThat(type.getStatus()).isEqualTo(415);
        assertThat(type.getContentAsString()).contains("不支持的内容类型");
        assertThat(order("").getContentAsString()).contains("缺少请求内容");
    }
}
