package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The record of acts. */
@Service
public class Audit {

    /**
     * Puts an act on record in the caller's transaction.
     *
     * @param id the case, or null for an act outside any case
     * @return the entry's key
     */
    public long record(Actor by, CourtCode court, @Nullable CaseId id, Act act) {
        throw new UnsupportedOperationException();
    }

    /** Puts on record that somebody saw personal data in full, and why. */
    public void read(Actor by, CourtCode court, CaseId id, String what, String reason) {
        throw new UnsupportedOperationException();
    }

    /** The acts of a case in their order. */
    public List<Entry> entries(CaseId id) {
        throw new UnsupportedOperationException();
    }

    /** The proof of one entry; makes a checkpoint when none covers it yet. */
    public Proof proof(long entryId) {
        throw new UnsupportedOperationException();
    }
}
