package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonValue;

/** The inner key of a case; outside the program a case is known by its {@link CaseNumber}. */
public record CaseId(@JsonValue long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
