package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain: an act on record.
 *
 * @param id the key of the entry
 * @param chain the chain it belongs to: {@code case:12}; {@code by:鄂1125:cashier} for an act outside any case; {@code
 *     system:3} for rows that the program wrote without anybody's act
 * @param seq its place in the chain, from 1 without gaps
 * @param court null where the program wrote rows without anybody's act
 * @param roles the roles the actor held then, comma-separated
 * @param address the network address the act came from; null when the program acted by itself
 * @param form version of the canonical form
 * @param rowsHash hash of the list of business rows that this entry binds, null when there are none
 * @param prev hash of the link before it (64 hex digits), 64 zeros for the first
 * @param hash of the canonical form, 64 hex digits
 */
public record Entry(
        long id,
        String chain,
        long seq,
        @Nullable CaseId caseId,
        @Nullable CourtCode court,
        Actor.Kind kind,
        String login,
        String name,
        @Nullable String client,
        String roles,
        @Nullable String address,
        String type,
        String summary,
        Map<String, String> facts,
        Instant at,
        int form,
        Hashing algorithm,
        @Nullable String rowsHash,
        String prev,
        String hash) {

    /** The same act as the next link of its chain. */
    Entry linked(long newId, long place, Hashing by, @Nullable String rows, String before) {
        Entry open = with(newId, place, CanonicalForm.NEWEST, by, rows, before, "");
        return with(newId, place, CanonicalForm.NEWEST, by, rows, before, by.hash(CanonicalForm.of(open)));
    }

    private Entry with(
            long newId, long place, int newForm, Hashing by, @Nullable String rows, String before, String newHash) {
        return new Entry(
                newId, chain, place, caseId, court, kind, login, name, client, roles, address, type, summary, facts, at,
                newForm, by, rows, before, newHash);
    }
}
