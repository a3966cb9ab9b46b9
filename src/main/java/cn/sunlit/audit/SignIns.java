package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.SecondFactorChanged;
import cn.sunlit.identity.SignInFailed;
import cn.sunlit.identity.SignedIn;
import cn.sunlit.identity.SignedOut;
import cn.sunlit.identity.TeamsChanged;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts on record who came in, who could not and who went, and from where. */
@Component
class SignIns {

    private final Audit audit;

    SignIns(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    @Transactional
    void on(SignedIn in) {
        Actor by = in.by();
        audit.record(
                by,
                by.court(),
                null, // a party's coming and going is no act in the case
                new Act("SIGNED_IN", "以%s登录".formatted(in.how()), Map.of("how", in.how(), "address", in.address())));
    }

    @EventListener
    @Transactional
    void on(SignInFailed failed) {
        audit.record(
                failed.as(),
                failed.as().court(),
                null,
                new Act("SIGN_IN_FAILED", "以此人名义登录未成功", Map.of("address", failed.address())));
    }

    @EventListener
    @Transactional
    void on(SecondFactorChanged changed) {
        audit.record(
                changed.by(),
                changed.by().court(),
                null,
                new Act("SECOND_FACTOR", changed.how(), Map.of("whose", changed.whose())));
    }

    @EventListener
    @Transactional
    void on(SignedOut out) {
        audit.record(out.by(), out.by().court(), null, new Act("SIGNED_OUT", out.how(), Map.of("whose", out.whose())));
    }

    @EventListener
    @Transactional
    void on(TeamsChanged changed) {
        audit.record(changed.by(), changed.court(), null, new Act("TEAMS_CHANGED", changed.how(), Map.of()));
    }
}
