package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.util.Optional;
import java.util.Set;

/** Tells whether someone is a party of a case; the module that knows cases implements it. */
public interface PartyLogins {

    /** The party of this name in this case, if both agree and a phone is on file. */
    Optional<PartyAccess> find(String caseNumber, String name);

    /**
     * For which parties somebody stands in a case today, itself among them if it is one; empty for who has no place in it any
     * more: an agent whose authority ended, a party in whose place another has come.
     *
     * @param side APPLICANT_PARTY or RESPONDENT_PARTY
     */
    Set<Long> seats(CaseId id, Role side, long party);

    /**
     * @param caseId the only case that the session will see
     * @param party key of the party: two sides may bear one name
     * @param role APPLICANT_PARTY or RESPONDENT_PARTY
     * @param phone the registered phone to which the code goes, in full
     */
    record PartyAccess(CaseId caseId, long party, CourtCode court, Role role, String name, String phone) {}
}
