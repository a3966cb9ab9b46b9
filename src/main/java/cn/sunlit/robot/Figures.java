package cn.sunlit.robot;

/**
 * How well one institution answered a court's inquiries of one month.
 *
 * @param empty good answers that name nothing (查无)
 * @param overdue not answered though the promised time is over
 * @param again requests that are themselves put again by the robot
 */
record Figures(
        String institution,
        String name,
        long total,
        long answered,
        long empty,
        long late,
        long overdue,
        long manual,
        long contradictory,
        long stale,
        long malformed,
        long duplicate,
        long otherPerson,
        long again) {

    long of(Fault fault) {
        return switch (fault) {
            case LATE -> late;
            case OVERDUE -> overdue;
            case MANUAL -> manual;
            case CONTRADICTORY -> contradictory;
            case STALE -> stale;
            case MALFORMED -> malformed;
            case DUPLICATE -> duplicate;
            case OTHER_PERSON -> otherPerson;
        };
    }

    /** Answered within the promised time. */
    long inTime() {
        return answered - late;
    }
}
