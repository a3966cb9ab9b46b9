package cn.sunlit.inquiries;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One asset as an institution reported it.
 *
 * @param key the account or registration number at that institution, in clear: never log it
 * @param nature the institution's word on the account's nature (账户性质), such as {@code SETTLEMENT} or {@code RESERVE_DEPOSIT}
 * @param balance the balance or estimated value, null where the register knows none
 * @param available what is not yet held by others
 * @param controls the controls of other courts that came earlier (在先冻结)
 * @param coOwners who owns it with the respondent, as the register has it
 * @param rights mortgages and the like, as the register has it
 */
public record FoundAsset(
        AssetKind kind,
        String title,
        String key,
        String nature,
        @Nullable Money balance,
        @Nullable Money available,
        List<EarlierControl> controls,
        List<CoOwner> coOwners,
        List<Right> rights) {

    public FoundAsset {
        controls = List.copyOf(controls);
        coOwners = List.copyOf(coOwners);
        rights = List.copyOf(rights);
    }

    /** Somebody who owns it with the respondent; without a share they own it jointly. */
    public record CoOwner(String name, @Nullable String share) {}

    /**
     * A right of another person in it.
     *
     * @param kind MORTGAGE, PLEDGE, LIEN, LEASE or RESIDENCE
     * @param secured the sum that it secures
     */
    public record Right(
            String kind,
            String holder,
            @Nullable Money secured,
            @Nullable LocalDate registeredOn) {}

    /** A control that was there before: whose, for how much, until when. */
    public record EarlierControl(
            String court,
            @Nullable String caseNumber,
            @Nullable Money amount,
            @Nullable LocalDate until) {}

    @Override
    public String toString() {
        return kind + " " + title;
    }
}
