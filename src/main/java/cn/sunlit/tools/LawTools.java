package cn.sunlit.tools;

import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.Renumbering;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an old article number of the Civil Procedure Law is today, open to everyone. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools/law")
class LawTools {

    private static final int MAX_ARTICLE = 999;

    /** @param answers one for each edition that had such an article, the oldest first */
    record Answer(String statute, int article, List<Renumbering.Answer> answers) {}

    /** @param edition 2012, 2017 or 2021; left out: all of them */
    @Operation(
            summary = "民事诉讼法的旧条号现为第几条",
            description = "article 填写旧条号；edition 填写 2012、2017 或者 2021，不填的各版本都答。给出现行条号和现行条文。")
    @GetMapping("/renumbering")
    Answer renumbering(@RequestParam int article, @RequestParam(required = false) @Nullable Integer edition) {
        if (article < 1 || article > MAX_ARTICLE) {
            throw new Problem.Invalid("article", "条号应在1至%d之间".formatted(MAX_ARTICLE));
        }
        List<Renumbering.Answer> answers = edition == null
                ? Renumbering.today(article)
                : Renumbering.today(edition(edition), article).stream().toList();
        if (answers.isEmpty()) {
            throw new Problem.NotFound("民事诉讼法的旧版本没有第%d条".formatted(article));
        }
        return new Answer(Renumbering.STATUTE, article, answers);
    }

    private static Renumbering.Edition edition(int year) {
        return Stream.of(Renumbering.Edition.values())
                .filter(e -> e.year() == year)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("edition", "版本应为2012、2017或者2021，现行的是2023年修正的版本"));
    }
}
