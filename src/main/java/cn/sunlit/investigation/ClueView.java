package cn.sunlit.investigation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A clue as it stands.
 *
 * @param key masked
 * @param words what was told, with numbers hidden
 * @param state RECEIVED, CONFIRMED, UNFOUNDED or UNVERIFIABLE
 */
public record ClueView(
        long id,
        String givenBy,
        String about,
        String kind,
        String place,
        String key,
        String words,
        boolean urgent,
        LocalDate receivedOn,
        LocalDate dueOn,
        String state,
        @Nullable String findings,
        @Nullable String evidence,
        @Nullable Long asset,
        @Nullable LocalDate concludedOn) {

    /** The state in words. */
    public String stateZh() {
        return state.equals("RECEIVED")
                ? "核查中"
                : ClueResult.Result.valueOf(state).zh();
    }

    public boolean stands() {
        return state.equals("RECEIVED");
    }
}
