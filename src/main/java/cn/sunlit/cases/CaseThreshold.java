package cn.sunlit.cases;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.CaseGate;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the doorkeeper whether a case is within somebody's reach. */
@Component
class CaseThreshold implements CaseGate {

    private final CaseStore store;
    private final Access access;

    CaseThreshold(CaseStore store, Access access) {
        this.store = store;
        this.access = access;
    }

    @Override
    @Transactional(readOnly = true)
    public void pass(Actor by, UseCase what, String caseNumber) {
        CaseNumber number;
        try {
            number = CaseNumber.parseAnyForm(caseNumber);
        } catch (IllegalArgumentException malformed) {
            return; // the controller names the address that cannot be read
        }
        store.byNumber(number).ifPresent(row -> access.allow(by, what, row.court(), row.takenOverBy(), row.id()));
    }

    @Override
    @Transactional(readOnly = true)
    public void pass(Actor by, UseCase what, CaseId id) {
        CaseStore.Row row = store.byId(id).orElseThrow(() -> new Problem.NotFound("没有这个案件"));
        access.allow(by, what, row.court(), row.takenOverBy(), row.id());
    }
}
