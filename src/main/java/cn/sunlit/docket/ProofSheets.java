package cn.sunlit.docket;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.deadlines.Computation;
import cn.sunlit.deadlines.ProofSheet;
import cn.sunlit.deadlines.Reckoned;
import cn.sunlit.deadlines.Reckoner;
import cn.sunlit.kernel.Problem;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The proof of a run's last day, put together for whoever may read the case. */
@Service
class ProofSheets {

    private final DocketStore store;
    private final Audit audit;

    ProofSheets(DocketStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** A sheet with how it came about in words. */
    record Shown(ProofSheet sheet, Reckoned reckoned, NodeRow run) {}

    @Transactional(readOnly = true)
    Shown of(CaseRef file, long runId) {
        NodeRow run = store.rows(file.id()).stream()
                .filter(r -> r.id() == runId)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("本案没有这个节点"));
        Computation computation = run.computation();
        if (computation == null) {
            throw new Problem.NotFound("这个节点在期限证明启用以前办理，没有推算记录");
        }
        List<ProofSheet.Replaced> replaced = store.replaced(runId).stream()
                .filter(r -> r.body().startsWith("{"))
                .map(r -> {
                    Computation old = Computation.read(r.body());
                    return new ProofSheet.Replaced(
                            r.nth(),
                            old,
                            old.sha256(),
                            r.why(),
                            r.by(),
                            r.at().truncatedTo(ChronoUnit.SECONDS).toString());
                })
                .toList();
        ProofSheet sheet = new ProofSheet(
                ProofSheet.FORM,
                file.court().value(),
                file.number().text(),
                run.code(),
                run.subject(),
                run.run(),
                run.state().name(),
                run.doneOn(),
                computation,
                computation.sha256(),
                replaced,
                entry(file, runId),
                null);
        return new Shown(sheet.sealed(), Reckoner.again(computation), run);
    }

    private @Nullable String entry(CaseRef file, long runId) {
        return audit.binding(file.id(), "docket.node/" + runId).map(Entry::hash).orElse(null);
    }
}
