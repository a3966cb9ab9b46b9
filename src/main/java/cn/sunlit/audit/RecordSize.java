package cn.sunlit.audit;

/**
 * How large the record is.
 *
 * @param leaves entries that a checkpoint covers
 * @param algorithm by which new entries are hashed
 */
public record RecordSize(long entries, long chains, long leaves, String algorithm) {}
