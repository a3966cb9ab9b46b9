package cn.sunlit.oversight;

import java.util.Arrays;

/**
 * How likely chance alone would make one group's figures as small as they are: the rank-sum test of Wilcoxon, Mann and Whitney,
 * one-sided. It asks nothing of the shape of the figures and counts ties by their middle ranks. Small groups are counted out
 * exactly over all ways to draw the group; large ones by the normal approximation with correction for ties.
 */
final class Chance {

    private static final int EXACT = 60;

    private Chance() {}

    /** @return the probability, 1 where either group is empty */
    static double ofSmaller(double[] group, double[] others) {
        if (group.length == 0 || others.length == 0) {
            return 1;
        }
        int[] ranks = doubledRanks(group, others);
        int observed = Arrays.stream(ranks, 0, group.length).sum();
        return ranks.length <= EXACT ? exact(ranks, group.length, observed) : normal(ranks, group.length, observed);
    }

    /** Twice the middle rank of each figure among all, first those of the group: whole numbers also where there are ties. */
    private static int[] doubledRanks(double[] group, double[] others) {
        double[] all = Arrays.copyOf(group, group.length + others.length);
        System.arraycopy(others, 0, all, group.length, others.length);
        int[] ranks = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int smaller = 0;
            int equal = 0;
            for (double each : all) {
                if (each < all[i]) {
                    smaller++;
                } else if (each == all[i]) {
                    equal++;
                }
            }
            ranks[i] = 2 * smaller + equal + 1;
        }
        return ranks;
    }

    private static double exact(int[] ranks, int size, int observed) {
        int most = Arrays.stream(ranks).sum();
        double[][] ways = new double[size + 1][most + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int k = size; k > 0; k--) {
                for (int sum = most; sum >= rank; sum--) {
                    ways[k][sum] += ways[k - 1][sum - rank];
                }
            }
        }
        double all = Arrays.stream(ways[size]).sum();
        return Arrays.stream(ways[size], 0, observed + 1).sum() / all;
    }

    private static double normal(int[] ranks, int size, int observed) {
        double n = ranks.length;
        double mean = Arrays.stream(ranks).average().orElse(0);
        double spread =
                Arrays.stream(ranks).mapToDouble(r -> (r - mean) * (r - mean)).sum() / (n - 1);
        double deviation = Math.sqrt(spread * size * (n - size) / n);
        return deviation == 0 ? 1 : below((observed + 1 - size * mean) / deviation);
    }

    /** The standard normal distribution, by Abramowitz and Stegun 26.2.17: exact to seven digits. */
    private static double below(double z) {
        if (z > 0) {
            return 1 - below(-z);
        }
        double t = 1 / (1 - 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }

    /** The middle figure; of an even number the mean of the two in the middle. */
    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
