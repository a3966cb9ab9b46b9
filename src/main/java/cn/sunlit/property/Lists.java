package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.publicity.Publicity;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Composes list two as its reader may see it. */
@Component
class Lists {

    private final Property property;
    private final Funds funds;
    private final Publicity publicity;
    private final Clock clock;

    Lists(Property property, Funds funds, Publicity publicity, Clock clock) {
        this.property = property;
        this.funds = funds;
        this.publicity = publicity;
        this.clock = clock;
    }

    ListTwo two(Actor by, CaseFile file) {
        return new ListTwo(
                file.number(),
                clock.instant(),
                property.openTo(by, file),
                funds.view(file.id()).openTo(publicity, Publicity.audience(by, file.court())),
                property.proofs(by, file));
    }
}
