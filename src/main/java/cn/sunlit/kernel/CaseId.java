package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/** The inner key of a case; outside the program a case is known by its {@link CaseNumber}. */
public record CaseId(@JsonValue long value) implements Serializable {
    public CaseId {
        if (value < 1) {
            throw new IllegalArgumentException("no case has the key " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
