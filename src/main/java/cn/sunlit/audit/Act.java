package cn.sunlit.audit;

import java.util.Map;

/**
 * What somebody did, as it goes on record.
 *
 * @param type an upper-case English word, {@code CASE_FILED}
 * @param summary one Chinese sentence for a reader
 * @param facts what was decided, by name; texts only, so that the record hashes the same everywhere
 */
public record Act(String type, String summary, Map<String, String> facts) {
    public Act {
        facts = Map.copyOf(facts);
    }
}
