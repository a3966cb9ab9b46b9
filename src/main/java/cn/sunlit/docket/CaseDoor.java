package cn.sunlit.docket;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds a case by its number for someone who may read it. */
@Component
class CaseDoor {

    private final ObjectProvider<CaseLookup> cases;
    private final Access access;

    /** The lookup lies on a floor above and itself asks the docket's callers: it is fetched when it is needed. */
    CaseDoor(ObjectProvider<CaseLookup> cases, Access access) {
        this.cases = cases;
        this.access = access;
    }

    CaseRef open(Actor by, CaseNumber number) {
        CaseRef file = cases.getObject()
                .find(number)
                .filter(f -> by.kind() != Actor.Kind.PARTY || by.cases().contains(f.id()))
                .orElseThrow(() -> new Problem.NotFound("没有案号为%s的案件".formatted(number)));
        access.allow(by, UseCase.READ_CASE, file.court(), file.takenOverBy(), file.id());
        return file;
    }
}
