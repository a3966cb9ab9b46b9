package cn.sunlit.operations;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.PaymentHold;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After a restoration: puts it on record in every court, and keeps payments back until somebody has compared the bank's
 * statement with the ledger. What was approved after the backup was taken and paid is forgotten here and not at the bank.
 */
@Component
class Restorations implements DueWork, PaymentHold {

    private final RestorationStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Restorations(RestorationStore store, Audit audit, TransactionTemplate transaction) {
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public boolean holds() {
        return store.holding().isPresent();
    }

    @Override
    public int runDue() {
        Integer done = transaction.execute(status -> {
            List<RestorationStore.Restoration> open = store.unrecorded();
            for (RestorationStore.Restoration r : open) {
                for (CourtCode court : store.courts()) {
                    record(court, r);
                }
                store.recorded(r.id());
            }
            return open.size();
        });
        return done == null ? 0 : done;
    }

    private void record(CourtCode court, RestorationStore.Restoration r) {
        Actor by = Actor.system("运行维护", court);
        if (r.recordedAt() == null) {
            audit.record(
                    by,
                    court,
                    null,
                    new Act(
                            "INSTALLATION_RESTORED",
                            "系统从 %s 的备份恢复，备份中有 %d 条存证记录；其后的办理须补录".formatted(Program.time(r.takenAt()), r.treeSize()),
                            Map.of(
                                    "takenAt",
                                    r.takenAt().toString(),
                                    "restoredAt",
                                    r.restoredAt().toString())));
        }
        if (r.releasedAt() != null) {
            audit.record(
                    by,
                    court,
                    null,
                    new Act(
                            "PAYMENTS_RELEASED",
                            "%s核对银行流水后恢复付款".formatted(r.releasedBy()),
                            Map.of(
                                    "by",
                                    String.valueOf(r.releasedBy()),
                                    "at",
                                    r.releasedAt().toString())));
        }
    }
}
