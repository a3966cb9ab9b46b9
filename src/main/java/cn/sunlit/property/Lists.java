package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsView;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Composes list two. A respondent learns of an asset when a measure on it holds, never before (节点目录：控制生效后公开). */
@Component
class Lists {

    private final Property property;
    private final Funds funds;
    private final Clock clock;

    Lists(Property property, Funds funds, Clock clock) {
        this.property = property;
        this.funds = funds;
        this.clock = clock;
    }

    ListTwo two(Actor by, CaseFile file) {
        FundsView money = funds.view(file.id());
        return new ListTwo(
                file.number(),
                clock.instant(),
                assetsFor(by, file),
                by.has(Role.RESPONDENT_PARTY) ? money.forRespondent() : money,
                property.proofs(by, file));
    }

    List<AssetView> assetsFor(Actor by, CaseFile file) {
        List<AssetView> all = property.ofCase(file.id());
        return by.has(Role.RESPONDENT_PARTY)
                ? all.stream()
                        .filter(a -> a.measures().stream()
                                .anyMatch(m -> !m.state().equals("ORDERED")
                                        && !m.state().equals("FAILED")))
                        .toList()
                : all;
    }
}
