package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.CaseStages;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Problem;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stays the enforcement and lets it go on (民事诉讼法第二百六十七条), as the ledger of the case's periods says. */
@Component
class Standing implements CaseStages {

    private final CaseStore store;
    private final Audit audit;

    Standing(CaseStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isRunning(CaseId id) {
        Stage stage = row(id).stage();
        return stage == Stage.OPEN || stage == Stage.SUSPENDED;
    }

    @Override
    @Transactional
    public void stand(Actor by, CaseId id, boolean still, String why) {
        CaseStore.Row file = row(id);
        Stage to = still ? Stage.SUSPENDED : Stage.OPEN;
        if (file.stage() == to) {
            return;
        }
        if (!Stages.allows(file.stage(), to) || !store.move(id, file.stage(), to, null, null)) {
            throw new Problem.Conflict(
                    "案件当前为“%s”，不能变为“%s”".formatted(file.stage().zh(), to.zh()));
        }
        audit.record(
                by,
                file.court(),
                id,
                new Act(
                        still ? "CASE_STAYED" : "CASE_GOES_ON",
                        (still ? "中止执行：" : "恢复执行：") + why,
                        Map.of("from", file.stage().name(), "to", to.name(), "why", why)));
    }

    private CaseStore.Row row(CaseId id) {
        return store.byId(id).orElseThrow(() -> new Problem.NotFound("没有这个案件"));
    }
}
