package cn.sunlit.inquiries;

import cn.sunlit.parties.PartyId;
import java.util.Set;

/**
 * What a round of inquiries is to ask.
 *
 * @param because why, for the record, in Chinese
 * @param institutions codes; empty for all that can be asked
 * @param respondents empty for all
 * @param step whether it is a step of the docket (C01); a single question that is put again is none
 */
public record Wanted(String because, Set<String> institutions, Set<PartyId> respondents, boolean step) {

    public Wanted {
        institutions = Set.copyOf(institutions);
        respondents = Set.copyOf(respondents);
    }
}
