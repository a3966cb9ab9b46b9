package cn.sunlit.oversight;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Screen;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The patterns with the cases behind them, for people and for programs. */
@Tag(name = "预警与督办")
@Controller
class PatternDoors {

    /** Stands wherever findings do. */
    static final String CAUTION = "以下只是数字和它们背后的案件，供查看时参考，不是对任何人的结论；原因可能很正当，请先看案件。";

    private final PatternStore store;
    private final Access access;
    private final Courts courts;

    PatternDoors(PatternStore store, Access access, Courts courts) {
        this.store = store;
        this.access = access;
        this.courts = courts;
    }

    private List<Finding> found(Actor by) {
        access.allow(by, UseCase.READ_PATTERNS, by.court());
        return store.all(courts.within(by.court()));
    }

    private Finding one(Actor by, long finding) {
        Finding one = store.one(finding).orElseThrow(() -> new Problem.NotFound("没有这条提示"));
        access.allow(by, UseCase.READ_PATTERNS, one.court());
        return one;
    }

    @GetMapping("/supervision/patterns")
    Screen page(Actor by) {
        return new PatternsPage(found(by));
    }

    @GetMapping("/supervision/patterns/{finding}")
    Screen page(Actor by, @PathVariable long finding) {
        return new FindingPage(one(by, finding), store.rows(finding));
    }

    record Answer(String caution, List<Finding> findings) {}

    @Operation(summary = "办案规律提示", description = "长期没有办理、总在最后一天、先易后难、同一申请执行人更快、说明雷同；只列数字和案件，不是结论。")
    @GetMapping("/api/patterns")
    @ResponseBody
    Answer list(Actor by) {
        return new Answer(CAUTION, found(by));
    }

    record Behind(String caution, Finding finding, List<Finding.Row> rows) {}

    @Operation(summary = "一条提示背后的案件", description = "所比较的各组案件和数字，均为计算当夜的记录。")
    @GetMapping("/api/patterns/{finding}")
    @ResponseBody
    Behind rows(Actor by, @PathVariable long finding) {
        return new Behind(CAUTION, one(by, finding), store.rows(finding));
    }
}
