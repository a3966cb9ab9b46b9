package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.OrderAnswered;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.MeasureStore.Measure;
import cn.sunlit.property.MeasureStore.Row;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one measure: its papers on their way, and what comes back on paper. */
@Controller
class MeasurePages {

    private final Measures measures;
    private final MeasureStore store;
    private final Property property;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    MeasurePages(
            Measures measures, MeasureStore store, Property property, Cases cases, CaseHeading heading, Access access) {
        this.measures = measures;
        this.store = store;
        this.property = property;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/measures/{id}")
    MeasurePage show(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        return page(by, number, id, List.of());
    }

    @PostMapping("/cases/{number}/measures/{id}/service")
    Object service(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String receipt,
            RedirectAttributes after) {
        return act(
                by,
                number,
                id,
                after,
                "送达已登记",
                () -> measures.recordService(by, number, id, PlainDay.optional("on", on), receipt));
    }

    @PostMapping("/cases/{number}/measures/{id}/reply")
    Object reply(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam OrderAnswered.Outcome result,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "1") int rank,
            @RequestParam(defaultValue = "") String document,
            RedirectAttributes after) {
        return act(
                by,
                number,
                id,
                after,
                "回执已登记",
                () -> measures.recordReply(
                        by, number, id, result, PlainMoney.optional("amount", amount), rank, document));
    }

    @PostMapping("/cases/{number}/measures/{id}/promotion")
    Object promotion(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String document,
            RedirectAttributes after) {
        return act(
                by,
                number,
                id,
                after,
                "轮候转正已登记",
                () -> measures.recordPromotion(
                        by, number, id, PlainMoney.optional("amount", amount), PlainDay.optional("on", on), document));
    }

    @PostMapping("/cases/{number}/assets/release-excess")
    String releaseExcess(Actor by, @PathVariable CaseNumber number, RedirectAttributes after) {
        int released = measures.releaseExcess(by, number);
        after.addFlashAttribute("notice", "已发出%d项解除超出部分的通知".formatted(released));
        return "redirect:" + Show.casePath(number, "/assets");
    }

    private Object act(Actor by, CaseNumber number, long id, RedirectAttributes after, String notice, Runnable act) {
        return Posted.act(
                after, Show.casePath(number, "/measures/" + id), notice, act, e -> page(by, number, id, e.sentences()));
    }

    private MeasurePage page(Actor by, CaseNumber number, long id, List<String> refusals) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        Row row = store.measures(file.id()).stream()
                .filter(r -> r.view().id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("本案没有这项措施"));
        Measure m = store.find(id).orElseThrow();
        return new MeasurePage(
                heading.of(file),
                property.told(row),
                m.place(),
                m.assetTitle(),
                m.assetKind().isMoney(),
                m.rulingId(),
                m.noticeId(),
                access.may(by, UseCase.ORDER_MEASURE, file.court()) && file.isRunning(),
                refusals);
    }
}
