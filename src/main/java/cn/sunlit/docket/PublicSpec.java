package cn.sunlit.docket;

import cn.sunlit.publicity.Audience;
import cn.sunlit.statutes.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A public node as the catalogue describes it.
 *
 * @param within how soon after the inner node it is told
 * @param internalNodes the inner nodes it shows
 * @param overrides a narrower audience for single inner nodes
 */
record PublicSpec(
        String code,
        int order,
        String name,
        String identifier,
        Set<Audience> audience,
        List<String> disclose,
        Period within,
        List<String> redaction,
        List<String> rights,
        List<String> internalNodes,
        Map<String, Set<Audience>> overrides) {

    Set<Audience> audienceOf(String nodeCode) {
        return overrides.getOrDefault(nodeCode, audience);
    }
}
