package cn.sunlit.cooperation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.sanctions.PenaltyDesk;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import cn.sunlit.web.Typed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of what a case asks of the police, and the officer's page in the street. */
@Controller
class PolicePages {

    private final PoliceRequests requests;
    private final Vehicles vehicles;
    private final PenaltyDesk penalties;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    PolicePages(
            PoliceRequests requests,
            Vehicles vehicles,
            PenaltyDesk penalties,
            Cases cases,
            CaseHeading heading,
            Access access) {
        this.requests = requests;
        this.vehicles = vehicles;
        this.penalties = penalties;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/police")
    PolicePage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/police")
    Object ask(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已制发协助查控通知书", form, () -> requests.ask(by, number, draft(new Typed(form))));
    }

    @PostMapping("/cases/{number}/police/{id}/reply")
    Object enter(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已登记回复", Map.of(), () -> requests.enter(by, number, id, reply(new Typed(form))));
    }

    @PostMapping("/cases/{number}/police/{id}/withdraw")
    Object withdraw(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已撤回", Map.of(), () -> requests.withdraw(by, number, id, because));
    }

    /** Shown in the answer to the form and nowhere else: no address, no history of a browser keeps it. */
    @PostMapping("/cases/{number}/police/{id}/places")
    PolicePage places(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason) {
        try {
            return page(by, number, requests.places(by, number, id, reason), List.of(), Map.of());
        } catch (Problem.Invalid e) {
            return page(by, number, List.of(), e.sentences(), Map.of());
        }
    }

    @PostMapping("/cases/{number}/vehicles/{id}/steps")
    Object step(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            RedirectAttributes after)
            throws IOException {
        List<byte[]> photos = photo == null || photo.isEmpty() ? List.of() : List.of(photo.getBytes());
        return act(
                by, number, after, "已登记", Map.of(), () -> vehicles.step(by, number, id, step(new Typed(form)), photos));
    }

    @GetMapping("/cases/{number}/vehicles/photos/{id}")
    ResponseEntity<byte[]> photo(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        CaseFile file = cases.open(by, UseCase.READ_POLICE, number);
        VehicleStore.Photo photo = vehicles.photo(file, id);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(photo.mediaType()))
                .cacheControl(CacheControl.noStore())
                .body(photo.content());
    }

    @GetMapping("/street")
    StreetPage street(Actor by, @RequestParam(defaultValue = "") String plate) {
        if (plate.isBlank()) {
            return new StreetPage("", null, "");
        }
        try {
            return new StreetPage(plate, vehicles.look(by, plate), "");
        } catch (Problem.Invalid e) {
            return new StreetPage(plate, null, String.valueOf(e.getMessage()));
        }
    }

    private static PoliceDraft draft(Typed form) {
        return new PoliceDraft(
                form.one("kind", RequestKind.class),
                form.key("respondent"),
                form.key("penalty"),
                form.text("plate"),
                form.text("description"),
                form.text("reason"),
                form.text("places"),
                "true".equals(form.text("urgent")),
                form.whole("days"));
    }

    private static PoliceReply reply(Typed form) {
        return new PoliceReply(
                null,
                form.text("reference"),
                form.one("result", PoliceReply.Result.class),
                form.moment("at"),
                form.text("place"));
    }

    private static VehicleStep step(Typed form) {
        return new VehicleStep(
                form.one("step", VehicleStep.Step.class),
                form.moment("at"),
                form.text("place"),
                form.text("keeper"),
                form.whole("odometerKm"),
                form.text("items"),
                form.text("handedBy"),
                form.text("receivedBy"),
                form.money("cost"));
    }

    private Object act(
            Actor by,
            CaseNumber number,
            RedirectAttributes after,
            String notice,
            Map<String, String> typed,
            Runnable done) {
        return Posted.act(
                after,
                Show.casePath(number, "/police"),
                notice,
                done,
                e -> page(by, number, List.of(), e.sentences(), typed));
    }

    private PolicePage page(
            Actor by, CaseNumber number, List<String> places, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_POLICE, number);
        return new PolicePage(
                heading.of(file),
                requests.ofCase(file.id()),
                vehicles.ofCase(file.id()),
                file.respondents(),
                penalties.ofCase(file.id()).stream()
                        .filter(p -> p.days() != null && p.state().equals("DECIDED"))
                        .toList(),
                access.may(by, UseCase.ASK_POLICE, file.court()) && file.isRunning(),
                access.may(by, UseCase.KEEP_VEHICLE, file.court()),
                places,
                refusals,
                typed);
    }

    /** Where the pages hang. */
    @Configuration
    static class Places {
        @Bean
        CaseTab policeTab() {
            return new CaseTab("公安协作", "/police", 62);
        }

        @Bean
        NavItem streetEntry() {
            return new NavItem("按号牌查车", "/street", 66, "LOOK_UP_PLATE", "车");
        }
    }
}
