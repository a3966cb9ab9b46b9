package cn.sunlit.sanctions;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an officer proposes: a fine, detention, or both in one decision.
 *
 * @param respondent the key of the respondent; unnecessary where there is one
 * @param capacity SELF unless somebody answers for an organisation
 * @param person the name of him who answers for an organisation
 * @param actedOn the day of the misconduct, which tells it from others of its kind
 * @param fine null for detention alone
 * @param days of detention, null for a fine alone
 * @param takenAt since when the person is held already, in an emergency alone (民诉法解释第一百八十一条)
 */
@Schema(
        example =
                "{\"ground\":\"REFUSED_TO_PERFORM\",\"actedOn\":\"2026-03-20\",\"facts\":\"有存款而转入他人账户，经传唤拒不到庭\",\"days\":15}")
public record PenaltyDraft(
        @Nullable Long respondent,
        @Nullable Capacity capacity,
        @Nullable String person,
        @Nullable Misconduct ground,
        @Nullable LocalDate actedOn,
        @Nullable String facts,
        @Nullable Money fine,
        @Nullable Integer days,
        @Nullable Instant takenAt) {}
