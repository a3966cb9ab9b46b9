package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.keys.Keyring;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Controls as other modules need them: what holds an asset now, and what becomes of it when money leaves it by permission. */
@Service
public class HeldAssets {

    private final HeldAssetStore store;
    private final Keyring keys;

    HeldAssets(HeldAssetStore store, Keyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /** A control of a case, whatever its state. */
    @Transactional(readOnly = true)
    public Optional<HeldAsset> find(CaseId id, long measure) {
        return store.find(id, measure);
    }

    /** The controls of a case that hold now. */
    @Transactional(readOnly = true)
    public List<HeldAsset> holding(CaseId id) {
        return store.holding(id);
    }

    /** The assets that a case holds, waits for, or has taken money from. */
    @Transactional(readOnly = true)
    public List<HeldAsset> inLine(CaseId id) {
        return store.inLine(id);
    }

    /** The line of an asset as far as cases of this court stand in it, the first first. */
    @Transactional(readOnly = true)
    public List<SeizurePlace> line(long asset, CourtCode court) {
        return store.line(asset, court);
    }

    /** The account or registration number in clear; whoever asks keeps it no longer than it takes to compare. */
    @Transactional(readOnly = true)
    public String number(long asset) {
        return keys.decryptText(AssetStore.KEY, store.sealed(asset));
    }

    /** What other cases hold of the same asset. */
    @Transactional(readOnly = true)
    public Money heldByOthers(long asset, long measure) {
        return store.heldByOthers(asset, measure);
    }

    /** Takes a control in hand before its case, in the order in which answers of institutions do. */
    @Transactional
    public void lock(long measure) {
        store.lock(measure);
    }

    /** Money was paid out of a held account by the court's permission: no more is held than the bank says is left. */
    @Transactional
    public void paidOut(long measure, Money left) {
        store.left(measure, left);
    }
}
