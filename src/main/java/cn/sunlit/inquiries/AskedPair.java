package cn.sunlit.inquiries;

import cn.sunlit.parties.PartyId;

/**
 * An institution that was asked about a respondent.
 *
 * @param open whether the answer is still awaited
 */
public record AskedPair(String institution, PartyId respondent, boolean open) {}
