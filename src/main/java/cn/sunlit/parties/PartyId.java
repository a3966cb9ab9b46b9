package cn.sunlit.parties;

import com.fasterxml.jackson.annotation.JsonValue;

/** The inner key of a person or an organisation, the same in all cases in which it is known by its number. */
public record PartyId(@JsonValue long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
