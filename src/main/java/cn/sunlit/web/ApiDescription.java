package cn.sunlit.web;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the description at {@code /v3/api-docs}, and how our values look in it. */
@Configuration
class ApiDescription {

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Money.class, schema("人民币金额，单位元，两位小数", "120000.00"))
                .replaceWithSchema(CaseNumber.class, schema("案号", "（2026）鄂1125执123号"))
                .replaceWithSchema(CourtCode.class, schema("法院代字", "鄂1125"))
                .replaceWithSchema(CaseId.class, schema("内部编号", "1"));
    }

    private static StringSchema schema(String description, String example) {
        StringSchema schema = new StringSchema();
        schema.description(description).example(example);
        return schema;
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("阳光执行 接口")
                        .version("1")
                        .description("页面上能办的，都能通过接口办理。令牌：POST /oauth2/token（客户端凭证）；"
                                + "代工作人员办理时在请求头 On-Behalf-Of 中写明登录名。出错时返回 RFC 9457 的 problem+json。"))
                .components(new Components()
                        .addSecuritySchemes(
                                "oauth2",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.OAUTH2)
                                        .flows(new OAuthFlows()
                                                .clientCredentials(new OAuthFlow().tokenUrl("/oauth2/token")))))
                .addSecurityItem(new SecurityRequirement().addList("oauth2"));
    }
}
