package cn.sunlit.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/** The inner key of a case; outside the program a case is known by its {@link CaseNumber}. */
public record CaseId(@JsonValue long value) implements Serializable {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
