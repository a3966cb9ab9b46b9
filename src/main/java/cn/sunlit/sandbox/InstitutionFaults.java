package cn.sunlit.sandbox;

/**
 * How a simulated institution misbehaves. Rates lie between 0 and 1 and are thrown for each call.
 *
 * @param delayMs how long each answer takes
 * @param errorRate answers 500
 * @param garbageRate answers half a message, or one about another request
 * @param duplicateRate names each line twice
 * @param wrongPersonRate answers about a person of the same name or another asset
 * @param acceptRate takes the request over (202) and has the result later
 * @param excessRate freezes more than was ordered
 * @param down does not answer at all
 */
record InstitutionFaults(
        int delayMs,
        double errorRate,
        double garbageRate,
        double duplicateRate,
        double wrongPersonRate,
        double acceptRate,
        double excessRate,
        boolean down) {

    static final InstitutionFaults NONE = new InstitutionFaults(0, 0, 0, 0, 0, 0, 0, false);
}
