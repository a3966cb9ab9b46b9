package cn.sunlit.tools;

import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.Holidays;
import cn.sunlit.web.FormErrors;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tools as pages for a phone: plain forms that need neither log-in nor script, and can be kept as an address. */
@Controller
@RequestMapping("/tools")
class ToolPages {

    private final List<ToolsPage.Group> groups;

    ToolPages(Holidays holidays) {
        this.groups = List.of(
                new ToolsPage.Group(
                        "钱",
                        Stream.concat(InterestForms.ALL.stream(), MoneyForms.ALL.stream())
                                .toList()),
                new ToolsPage.Group("日子", List.of(DeadlineForm.tool(holidays::calendar))),
                new ToolsPage.Group("号码和大写", NumberForms.ALL));
    }

    @GetMapping
    ToolsPage tools() {
        return new ToolsPage(groups);
    }

    @GetMapping("/{path}")
    ToolPage ask(@PathVariable String path, @RequestParam MultiValueMap<String, String> given) {
        Tool tool = tool(path);
        // What is about a person is read from the body alone: an address stays in histories and logs.
        Filled filled = new Filled(tool.asks(), given);
        return !tool.personal() && filled.isSent()
                ? answer(tool, filled)
                : new ToolPage(tool, filled, FormErrors.NONE, null);
    }

    @PostMapping("/{path}")
    ToolPage check(@PathVariable String path, @RequestParam MultiValueMap<String, String> given) {
        Tool tool = tool(path);
        return answer(tool, new Filled(tool.asks(), given));
    }

    private static ToolPage answer(Tool tool, Filled filled) {
        try {
            return new ToolPage(tool, filled, FormErrors.NONE, tool.compute().apply(filled));
        } catch (Problem.Invalid e) {
            return new ToolPage(tool, filled, FormErrors.of(e), null);
        }
    }

    private Tool tool(String path) {
        return groups.stream()
                .flatMap(g -> g.tools().stream())
                .filter(t -> t.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("没有这个工具，请从“算一算”中选择"));
    }
}
