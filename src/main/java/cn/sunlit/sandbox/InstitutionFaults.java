package cn.sunlit.sandbox;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated institution behaves. Rates lie between 0 and 1; dice are thrown for each call, see {@link Dice}.
 *
 * @param delayMs how long an answer takes at least
 * @param slowestMs and at most; below {@code delayMs} every answer takes just that
 * @param errorRate answers 500 or 503, half of the time after it did what was asked
 * @param busyRate answers 429: come again later
 * @param cutRate the connection breaks, before the answer or in the middle of it
 * @param halfRate answers half a message
 * @param garbageRate answers a page, rubbish, or about another request
 * @param schemaRate answers in a form that was not agreed
 * @param duplicateRate names each line twice, or says the whole message twice
 * @param wrongPersonRate answers about a person of the same name or another asset
 * @param acceptRate takes the request over (202) and has the result later
 * @param lateSeconds how much later at most
 * @param changedRate what a debtor has in an account that was made up has changed until the order to freeze it comes
 * @param excessRate freezes more than was ordered
 * @param down does not answer at all
 * @param downUntil does not answer until then
 * @param opens the first minute of its own day, whatever the register says
 * @param closes the minute from which it takes nothing
 * @param parallel how many calls it takes at a time, null as the register says
 * @param perMinute how many calls a minute, null as the register says
 * @param seed of the dice
 */
record InstitutionFaults(
        int delayMs,
        int slowestMs,
        double errorRate,
        double busyRate,
        double cutRate,
        double halfRate,
        double garbageRate,
        double schemaRate,
        double duplicateRate,
        double wrongPersonRate,
        double acceptRate,
        int lateSeconds,
        double changedRate,
        double excessRate,
        boolean down,
        @Nullable Instant downUntil,
        @Nullable LocalTime opens,
        @Nullable LocalTime closes,
        @Nullable Integer parallel,
        @Nullable Integer perMinute,
        long seed) {

    static final InstitutionFaults NONE = FaultsWanted.NOTHING.checked(Instant.EPOCH);

    boolean isDown(Instant now) {
        return down || (downUntil != null && now.isBefore(downUntil));
    }

    /** Closing before opening is a day that lasts over midnight. */
    boolean isOpen(LocalTime at) {
        LocalTime from = opens == null ? LocalTime.MIDNIGHT : opens;
        boolean begun = !at.isBefore(from);
        if (closes == null) {
            return begun;
        }
        boolean ended = !at.isBefore(closes);
        return closes.isAfter(from) ? begun && !ended : begun || !ended;
    }

    /** What goes wrong with an answer on its way out; null when nothing does. */
    @Nullable
    Fault drawn(Dice dice) {
        if (dice.thrown("error", errorRate)) {
            return Fault.ERROR;
        }
        if (dice.thrown("busy", busyRate)) {
            return Fault.BUSY;
        }
        if (dice.thrown("cut", cutRate)) {
            return Fault.CUT;
        }
        if (dice.thrown("half", halfRate)) {
            return Fault.HALF;
        }
        if (dice.thrown("garbage", garbageRate)) {
            return Fault.GARBAGE;
        }
        if (dice.thrown("schema", schemaRate)) {
            return Fault.SCHEMA;
        }
        if (dice.thrown("wrong person", wrongPersonRate)) {
            return Fault.WRONG_PERSON;
        }
        return dice.thrown("twice", duplicateRate) ? Fault.TWICE : null;
    }
}
