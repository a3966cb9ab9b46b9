package cn.sunlit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Puts together what surrounds the screen of one request. */
@Component
class Chromes {

    private static final Visitor NOBODY = new Visitor("", "", Set.of(), false);

    private final ObjectProvider<Visitor.Source> visitors;
    private final List<NavItem> nav;
    private final List<CaseTab> tabs;
    private final List<FootLink> foot;

    Chromes(
            ObjectProvider<Visitor.Source> visitors,
            ObjectProvider<NavItem> nav,
            ObjectProvider<CaseTab> tabs,
            ObjectProvider<FootLink> foot) {
        this.foot = foot.stream().toList();
        this.visitors = visitors;
        this.nav = nav.stream().sorted(Comparator.comparingInt(NavItem::order)).toList();
        this.tabs =
                tabs.stream().sorted(Comparator.comparingInt(CaseTab::order)).toList();
    }

    Chrome of(HttpServletRequest request) {
        Visitor visitor =
                visitors.stream().flatMap(s -> s.current().stream()).findFirst().orElse(NOBODY);
        List<NavItem> open = visitor.staff()
                ? nav.stream()
                        .filter(i ->
                                i.authority().isEmpty() || visitor.authorities().contains(i.authority()))
                        .toList()
                : List.of();
        return new Chrome(
                visitor.name(),
                visitor.court(),
                visitor.authorities(),
                csrf(request),
                open,
                tabs,
                foot,
                request.getRequestURI(),
                notice(request),
                request.getHeader("HX-Request") != null);
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    private static @Nullable String notice(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("notice") instanceof String sentence ? sentence : null;
    }
}
