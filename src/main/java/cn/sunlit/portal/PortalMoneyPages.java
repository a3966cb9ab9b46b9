package cn.sunlit.portal;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.PublicNode;
import cn.sunlit.funds.Funds;
import cn.sunlit.funds.FundsView;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.instalments.Instalments;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;

/** Where the money is (到账、审批、付款中、已付), for whoever waits for it. */
@Controller
class PortalMoneyPages {

    /** 案款发放, begun by the money's arrival. */
    private static final String PAYING_OUT = "P17";

    private final PortalPages portal;
    private final Funds funds;
    private final Instalments instalments;
    private final Docket docket;
    private final Publicity publicity;

    PortalMoneyPages(PortalPages portal, Funds funds, Instalments instalments, Docket docket, Publicity publicity) {
        this.portal = portal;
        this.funds = funds;
        this.instalments = instalments;
        this.docket = docket;
        this.publicity = publicity;
    }

    @GetMapping("/portal/money")
    @Transactional(readOnly = true)
    Screen money(Actor by) {
        CaseFile file = portal.own(by, UseCase.READ_FUNDS);
        Audience who = Objects.requireNonNull(Publicity.side(by), "only parties enter here");
        FundsView view = funds.view(file.id()).openTo(publicity, who);
        return new PortalMoneyPage(
                portal.head(by, file, "/portal/money"),
                view,
                dueOn(file, who),
                instalments.inForce(file.id()).orElse(null));
    }

    private @Nullable LocalDate dueOn(CaseFile file, Audience who) {
        return docket.publicNodes(file.id(), who).stream()
                .filter(n -> n.code().equals(PAYING_OUT))
                .map(PublicNode::dueOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
