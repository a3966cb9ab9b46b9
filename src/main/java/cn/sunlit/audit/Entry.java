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
 * @param chain the chain it belongs to: {@code case:12}, or {@code by:鄂1125:cashier} for an act outside any case
 * @param seq its place in the chain, from 1 without gaps
 * @param roles the roles the actor held then, comma-separated
 * @param prev hash of the link before it (64 hex digits), 64 zeros for the first
 * @param hash SHA-256 of the canonical form, 64 hex digits
 */
public record Entry(
        long id,
        String chain,
        long seq,
        @Nullable CaseId caseId,
        CourtCode court,
        Actor.Kind kind,
        String login,
        String name,
        @Nullable String client,
        String roles,
        String type,
        String summary,
        Map<String, String> facts,
        Instant at,
        String prev,
        String hash) {}
