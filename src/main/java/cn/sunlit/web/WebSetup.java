package cn.sunlit.web;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** What Spring MVC must know of our values and screens. */
@Configuration
class WebSetup implements WebMvcConfigurer {

    private final ScreenRendering screens;
    private final JsonMapper json;

    WebSetup(ScreenRendering screens, JsonMapper json) {
        this.screens = screens;
        this.json = json;
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(screens);
    }

    /** A parser on the class path must not become a way in: we speak JSON, and XML only where a method reads it itself. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> {
            all.replaceAll(c -> c instanceof JacksonJsonHttpMessageConverter ? new ThoroughJson(json) : c);
            all.removeIf(c -> c.getSupportedMediaTypes().stream()
                    .anyMatch(type -> type.getSubtype().contains("yaml")
                            || type.getSubtype().contains("cbor")
                            || type.getSubtype().contains("smile")));
        });
    }

    /** What the container refuses before any of our code sees it gets a Chinese sentence too. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainContainerErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ContainerErrors.class.getName());
            }
        });
    }

    /** Paths and query strings are read as strictly as JSON; historical case numbers may be asked for too. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, CaseNumber.class, CaseNumber::parseAnyForm);
        registry.addConverter(String.class, CourtCode.class, CourtCode::parse);
        registry.addConverter(String.class, Money.class, Money::parse);
        registry.addConverter(String.class, CaseId.class, text -> new CaseId(Long.parseLong(text)));
        registry.addConverter(String.class, LocalDate.class, text -> LocalDate.parse(text.strip()));
    }
}
