package cn.sunlit.initiation;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The opening of a case, for machines. */
@RestController
class InitiationApi {

    private final Initiation initiation;

    InitiationApi(Initiation initiation) {
        this.initiation = initiation;
    }

    /** Does intake, notice, order to report, service and request for clues, as far as each can be done; twice is once. */
    @PostMapping("/api/cases/{number}/initiation")
    InitiationView begin(
            @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Opening opening, Actor by) {
        return initiation.begin(by, number, opening == null ? null : opening.paper());
    }

    @GetMapping("/api/cases/{number}/initiation")
    InitiationView view(@PathVariable CaseNumber number, Actor by) {
        return initiation.view(by, number);
    }

    /** @param paper how the documents were served where not electronically; left out for electronic service */
    record Opening(@Nullable ManualService paper) {}
}
