package cn.sunlit.investigation;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A clue to property.
 *
 * @param about the key of the respondent whose property it is; unnecessary where there is one
 * @param kind the code of the kind of property, DEPOSIT, VEHICLE …
 * @param place who keeps it or where it is: a bank, a register, an address
 * @param key account, plate or registration number as far as known; sealed at rest
 * @param words what is known of it; sealed at rest
 * @param giver the applicant who told it, where a clerk enters it and there are several
 * @param urgentBecause why it cannot wait; null for an ordinary clue
 */
@Schema(
        example =
                "{\"kind\":\"DEPOSIT\",\"place\":\"某商业银行城关支行\",\"words\":\"被执行人的工资由该行代发\",\"urgentBecause\":\"月底将取走\"}")
public record ClueDraft(
        @Nullable Long about,
        @Nullable String kind,
        @Nullable String place,
        @Nullable String key,
        @Nullable String words,
        @Nullable Long giver,
        @Nullable String urgentBecause) {}
