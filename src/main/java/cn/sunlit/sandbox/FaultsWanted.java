package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants an institution to behave, as it was said; what is left out is none. See {@link InstitutionFaults}.
 *
 * @param downHours for how many hours from now it does not answer
 */
@Schema(example = "{\"delayMs\":500,\"errorRate\":0.1,\"duplicateRate\":0.1}")
record FaultsWanted(
        @Nullable Integer delayMs,
        @Nullable Integer slowestMs,
        @Nullable Double errorRate,
        @Nullable Double busyRate,
        @Nullable Double cutRate,
        @Nullable Double halfRate,
        @Nullable Double garbageRate,
        @Nullable Double schemaRate,
        @Nullable Double duplicateRate,
        @Nullable Double wrongPersonRate,
        @Nullable Double acceptRate,
        @Nullable Integer lateSeconds,
        @Nullable Double changedRate,
        @Nullable Double excessRate,
        @Nullable Boolean down,
        @Nullable Integer downHours,
        @Nullable String opens,
        @Nullable String closes,
        @Nullable Integer parallel,
        @Nullable Integer perMinute,
        @Nullable Long seed) {

    static final FaultsWanted NOTHING = new FaultsWanted(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);

    /** So that a call which is taken over is not asked for at once. */
    private static final int LATE_UNLESS_SAID = 30;

    private static final int MOST_HOURS = 24 * 30;

    /** @throws Problem.Invalid naming each field that is wrong */
    InstitutionFaults checked(Instant now) {
        List<Problem.FieldError> errors = new ArrayList<>();
        int hours = within(errors, "downHours", downHours, 0, MOST_HOURS, "停机应在0到%d小时之间".formatted(MOST_HOURS), 0);
        InstitutionFaults faults = new InstitutionFaults(
                within(errors, "delayMs", delayMs, 0, 60_000, "延迟应在0到60000毫秒之间", 0),
                within(errors, "slowestMs", slowestMs, 0, 60_000, "最慢应在0到60000毫秒之间", 0),
                rate(errors, "errorRate", errorRate),
                rate(errors, "busyRate", busyRate),
                rate(errors, "cutRate", cutRate),
                rate(errors, "halfRate", halfRate),
                rate(errors, "garbageRate", garbageRate),
                rate(errors, "schemaRate", schemaRate),
                rate(errors, "duplicateRate", duplicateRate),
                rate(errors, "wrongPersonRate", wrongPersonRate),
                rate(errors, "acceptRate", acceptRate),
                within(errors, "lateSeconds", lateSeconds, 1, 864_000, "迟延应在1到864000秒之间", LATE_UNLESS_SAID),
                rate(errors, "changedRate", changedRate),
                rate(errors, "excessRate", excessRate),
                Boolean.TRUE.equals(down),
                hours == 0 ? null : now.plus(Duration.ofHours(hours)),
                time(errors, "opens", opens),
                time(errors, "closes", closes),
                limit(errors, "parallel", parallel),
                limit(errors, "perMinute", perMinute),
                seed == null ? 0 : seed);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return faults;
    }

    private static int within(
            List<Problem.FieldError> errors,
            String field,
            @Nullable Integer value,
            int least,
            int most,
            String otherwise,
            int unlessSaid) {
        if (value == null) {
            return unlessSaid;
        }
        if (value < least || value > most) {
            errors.add(new Problem.FieldError(field, otherwise));
        }
        return value;
    }

    private static @Nullable Integer limit(List<Problem.FieldError> errors, String field, @Nullable Integer value) {
        if (value != null && (value < 1 || value > 60_000)) {
            errors.add(new Problem.FieldError(field, "约定的调用量应在1到60000之间"));
        }
        return value;
    }

    private static double rate(List<Problem.FieldError> errors, String field, @Nullable Double value) {
        if (value == null) {
            return 0;
        }
        if (!(value >= 0 && value <= 1)) {
            errors.add(new Problem.FieldError(field, "比率应在0到1之间"));
            return 0;
        }
        return value;
    }

    private static @Nullable LocalTime time(List<Problem.FieldError> errors, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalTime.parse(value.strip());
        } catch (DateTimeParseException e) {
            errors.add(new Problem.FieldError(field, "时间应写成 22:00 的样子"));
            return null;
        }
    }
}
