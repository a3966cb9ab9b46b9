package cn.sunlit.web;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The description at {@code /v3/api-docs}: its head, how our values look in it, and what every call has in common, which no
 * method should have to repeat: who may call, in whose name, and how what went wrong is told.
 */
@Configuration
@SuppressWarnings("unchecked") // the library's addProperty answers a raw type
class ApiDescription {

    /** What everyone may call without a token, see the table of doors. */
    private static final List<String> OPEN = List.of("/api/tools/", "/api/verify", "/api/checkpoints");

    private static final String PROBLEM = "#/components/schemas/Problem";

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(
                        Money.class, text("人民币金额，单位元，两位小数的字符串", "120000.00").pattern("^-?[0-9]{1,16}\\.[0-9]{2}$"))
                .replaceWithSchema(CaseNumber.class, text("案号", "（2026）鄂1125执123号"))
                .replaceWithSchema(CourtCode.class, text("法院代字", "鄂1125"))
                .replaceWithSchema(CaseId.class, text("内部编号", "1"));
    }

    private final SchemaNames names = new SchemaNames();
    private final SchemaWords words = new SchemaWords();

    /** With the type in both ways: the older for the models' makers, the newer for OpenAPI 3.1. */
    private static Schema<?> text(String description, String example) {
        Schema<?> schema = new StringSchema().description(description).example(example);
        schema.addType("string");
        return schema;
    }

    private static Schema<?> whole(String description, int example) {
        Schema<?> schema = new IntegerSchema().description(description).example(example);
        schema.addType("integer");
        return schema;
    }

    private static Schema<?> object() {
        Schema<?> schema = new ObjectSchema();
        schema.addType("object");
        return schema;
    }

    @Bean
    ModelResolver schemaNames(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), names).openapi31(mappers.isOpenapi31());
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("阳光执行 接口")
                        .version("1")
                        .license(new License().name("Apache-2.0"))
                        .description("""
                                页面上能办的，都能通过接口办理。

                                **登录**：POST /oauth2/token（OAuth 2 客户端凭证）取得令牌；获准代办的系统在请求头 On-Behalf-Of 中写明所代工作人员的登录名，\
                                不写则以系统自己的身份、在自己的权限内办理。每次操作两者都留痕。

                                **约定**：金额是两位小数、以元为单位的字符串；日期按 ISO 8601；枚举为大写英文；没有的值不出现。案号写入地址时按 UTF-8 百分号编码。

                                **出错**：一律为 RFC 9457 的 application/problem+json，说明为中文。请求无法读取为 400；哪个字段填写不正确为 422，`errors` 列出每一个；\
                                不符合办理条件为 409，依法不能办理时 `refusals` 逐条列出规则、条文和理由。"""))
                .tags(Stream.of(
                                "登录", "案件", "清单与节点", "启动", "财产查询", "财产与措施", "活封活扣", "惩戒", "案款", "存证", "指标", "设定", "工具",
                                "沙箱", "运行")
                        .map(name -> new Tag().name(name))
                        .toList())
                .servers(List.of(new Server().url("/").description("本服务")))
                .components(new Components()
                        .addSecuritySchemes(
                                "oauth2",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.OAUTH2)
                                        .description("客户端凭证，令牌放在 Authorization: Bearer 请求头中")
                                        .flows(new OAuthFlows()
                                                .clientCredentials(new OAuthFlow().tokenUrl("/oauth2/token"))))
                        .addParameters(
                                "OnBehalfOf",
                                new HeaderParameter()
                                        .name("On-Behalf-Of")
                                        .description("所代工作人员的登录名；不写则以系统自己的身份办理")
                                        .schema(new StringSchema())
                                        .example("judge"))
                        .addParameters(
                                "ActingFor",
                                new HeaderParameter()
                                        .name("Acting-For")
                                        .description("所代工作人员今天代谁行使职权：委托人的登录名；不写则行使本人的职权")
                                        .schema(new StringSchema())
                                        .example("leader"))
                        .addParameters(
                                "OneTimeCode",
                                new HeaderParameter()
                                        .name("One-Time-Code")
                                        .description(
                                                "所代工作人员手机上的六位动态口令或者一个恢复码，每个只能用一次；办理案款、限制消费、失信名单和审批委托时须有，缺少或者不正确的为 403")
                                        .schema(new StringSchema())
                                        .example("492039")))
                .addSecurityItem(new SecurityRequirement().addList("oauth2"));
    }

    private static Schema<?> problem() {
        return object().description("办不成的原因（RFC 9457）")
                .addProperty("type", text("种类，固定不变", "urn:sunlit:problem:invalid"))
                .addProperty("title", text("种类的名称", "填写不正确"))
                .addProperty("status", whole("HTTP 状态", 422))
                .addProperty("detail", text("这一次的原因", "金额不能为负数"))
                .addProperty("errors", list("FieldError", "填写不正确的每一个字段"))
                .addProperty("refusals", list("Refusal", "不具备的每一项法定条件"))
                .addProperty("traceId", text("编号，与系统日志一致", "5e63e5af081665e2"))
                .required(List.of("type", "title", "status", "detail", "traceId"));
    }

    private static Schema<?> fieldError() {
        return object().addProperty("field", text("字段的路径", "obligations[0].principal"))
                .addProperty("message", text("应当如何填写", "金额不能为负数"))
                .required(List.of("field", "message"));
    }

    private static Schema<?> refusal() {
        return object().addProperty("rule", text("规则编号", "JA-01"))
                .addProperty("law", text("依据的条文；本地规则为空", "民事诉讼法（2023）第二百五十一条"))
                .addProperty("because", text("欠缺什么", "尚未向被执行人发出执行通知"))
                .required(List.of("rule", "law", "because"));
    }

    private static Schema<?> list(String of, String description) {
        Schema<?> schema = new ArraySchema();
        schema.addType("array");
        return schema.description(description).items(new Schema<>().$ref("#/components/schemas/" + of));
    }

    /** What all calls have in common, and the two that no controller of ours answers. */
    @Bean
    OpenApiCustomizer common() {
        return api -> {
            api.getComponents()
                    .addSchemas("Problem", problem())
                    .addSchemas("FieldError", fieldError())
                    .addSchemas("Refusal", refusal());
            api.getComponents()
                    .getSchemas()
                    .forEach((name, schema) ->
                            words.complete(name, schema, names.named().get(name)));
            api.getPaths().addPathItem("/oauth2/token", new PathItem().post(token()));
            api.getPaths().addPathItem("/actuator/health", new PathItem().get(health()));
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
        };
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        boolean open = !path.startsWith("/api/") || OPEN.stream().anyMatch(path::startsWith);
        if (open) {
            operation.security(List.of());
        } else {
            operation.addParametersItem(new HeaderParameter().$ref("#/components/parameters/OnBehalfOf"));
            operation.addParametersItem(new HeaderParameter().$ref("#/components/parameters/ActingFor"));
            if (method == PathItem.HttpMethod.POST) {
                operation.addParametersItem(new HeaderParameter().$ref("#/components/parameters/OneTimeCode"));
            }
        }
        if (path.equals("/oauth2/token") || path.startsWith("/actuator")) {
            return;
        }
        ApiResponses all = operation.getResponses();
        all.forEach((status, response) -> {
            switch (status) {
                case "200" -> response.description("成功");
                case "201" -> response.description("已登记");
                case "202" -> response.description("已受理，随后办理");
                default -> {}
            }
        });
        boolean body = operation.getRequestBody() != null;
        boolean asks = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(p -> "query".equals(p.getIn()));
        Map<String, String> wrong = new LinkedHashMap<>();
        if (body) {
            wrong.put("400", "请求内容无法读取");
        }
        if (!open) {
            wrong.put("401", "没有令牌，或者令牌无效");
            wrong.put("403", "没有权限，或者不是本院的案件");
        }
        if (path.contains("{")) {
            wrong.put("404", "没有这个案件或者这条记录");
        }
        if (!open && method == PathItem.HttpMethod.POST) {
            wrong.put("409", "不符合办理条件，refusals 逐条列出");
        }
        if (body) {
            wrong.put("413", "内容过大");
            wrong.put("415", "内容类型不支持");
        }
        if (body || asks) {
            wrong.put("422", "填写不正确，errors 列出每一个字段");
        }
        if (open && path.startsWith("/api/")) {
            wrong.put("429", "请求过于频繁");
        }
        wrong.forEach((status, words) -> all.addApiResponse(
                status,
                new ApiResponse()
                        .description(words)
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
    }

    private static Operation token() {
        return new Operation()
                .operationId("token")
                .addTagsItem("登录")
                .summary("取得令牌")
                .description("OAuth 2 客户端凭证方式。客户端编号和密钥放在 Basic 认证头中，或者写在表单的 client_id、client_secret 中。令牌有效期八小时。")
                .requestBody(new RequestBody()
                        .required(true)
                        .content(content(
                                "application/x-www-form-urlencoded",
                                object().addProperty("grant_type", text("固定为 client_credentials", "client_credentials"))
                                        .addProperty("client_id", text("客户端编号", "demo"))
                                        .addProperty("client_secret", text("密钥", "demo"))
                                        .required(List.of("grant_type")))))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("令牌")
                                        .content(content(
                                                "application/json",
                                                object().addProperty("access_token", text("令牌", "eyJraWQiOi…"))
                                                        .addProperty("token_type", text("固定为 Bearer", "Bearer"))
                                                        .addProperty("expires_in", whole("有效的秒数", 28799))
                                                        .required(
                                                                List.of("access_token", "token_type", "expires_in")))))
                        .addApiResponse("400", refused("请求不完整或者授权方式不支持"))
                        .addApiResponse("401", refused("客户端编号或者密钥不正确")));
    }

    /** RFC 6749, 5.2. */
    private static ApiResponse refused(String words) {
        return new ApiResponse()
                .description(words)
                .content(content(
                        "application/json",
                        object().addProperty("error", text("OAuth 2 的错误代码", "invalid_client"))
                                .addProperty("error_description", text("原因", "客户端编号或密钥不正确"))));
    }

    private static Operation health() {
        return new Operation()
                .operationId("health")
                .addTagsItem("运行")
                .summary("是否正常运行")
                .description("供监控使用；/actuator/health/readiness 和 /actuator/health/liveness 分别回答能否接受请求、进程是否存活。")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("正常")
                                        .content(content(
                                                "application/json",
                                                object().addProperty("status", text("UP 为正常", "UP")))))
                        .addApiResponse("503", new ApiResponse().description("不能正常服务")));
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }
}
