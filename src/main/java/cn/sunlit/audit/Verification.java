package cn.sunlit.audit;

import java.util.List;

/**
 * What a proof proves, without personal data.
 *
 * @param says what is proved, in Chinese sentences
 * @param problems why it does not hold; empty when valid
 */
public record Verification(boolean valid, List<String> says, List<String> problems) {}
