package cn.sunlit.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders a {@link Screen} by the template that lies beside its record and was compiled with it. */
@Component
class Templates {

    private static final String ROOT = "cn.sunlit.";

    // Compiled into the very packages of the records, by the same class loader: that is what lets a template see them.
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Screen.class.getClassLoader(), "cn.sunlit");

    String render(Screen screen, Chrome chrome) {
        StringOutput out = new StringOutput(16 * 1024);
        engine.render(path(screen.getClass()), Map.of("page", screen, "chrome", chrome), out);
        return out.toString();
    }

    private static String path(Class<?> screen) {
        return screen.getName().substring(ROOT.length()).replace('.', '/').replace('$', '_') + ".jte";
    }
}
