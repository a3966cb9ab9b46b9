package cn.sunlit.web;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What Spring MVC must know of our values and screens. */
@Configuration
class WebSetup implements WebMvcConfigurer {

    private final ScreenRendering screens;

    WebSetup(ScreenRendering screens) {
        this.screens = screens;
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(screens);
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
