package cn.sunlit.sandbox;

import java.util.SplittableRandom;

/**
 * The dice of the simulated world. They fall the same way for the same seed and the same call, whatever else goes on, so
 * that a run can be repeated; each question has dice of its own, so that changing one rate leaves the other faults alone.
 *
 * @param call whom it concerns: the institution, the matter and how often it was called in this matter
 */
record Dice(long seed, String call) {

    boolean thrown(String what, double rate) {
        return rate > 0 && roll(what) < rate;
    }

    /** From 0 to below {@code sides}. */
    int side(String what, int sides) {
        return (int) (roll(what) * sides);
    }

    /** Between two bounds, small values far more often than large ones: each doubling is as likely as the one before. */
    int between(String what, int least, int most) {
        if (most <= least) {
            return least;
        }
        double low = Math.log(Math.max(least, 1));
        return (int) Math.round(Math.exp(low + roll(what) * (Math.log(most) - low)));
    }

    private double roll(String what) {
        long hash = 0xcbf29ce484222325L ^ seed;
        String all = call + "|" + what;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001b3L;
        }
        return new SplittableRandom(hash).nextDouble();
    }
}
