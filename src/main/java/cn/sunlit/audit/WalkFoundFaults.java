package cn.sunlit.audit;

import java.util.List;

/** A walk over the record has ended and something does not fit. */
public record WalkFoundFaults(long walk, List<String> faults) {
    public WalkFoundFaults {
        faults = List.copyOf(faults);
    }
}
