package cn.sunlit.cases;

import cn.sunlit.parties.PartyId;

/**
 * Who acts for a party in a case (委托诉讼代理人).
 *
 * @param id of the agent's own registration
 * @param special whether with special authority (特别授权)
 * @param principal for whom
 */
public record CaseAgent(PartyId id, Side side, String name, boolean special, PartyId principal, String principalName) {}
