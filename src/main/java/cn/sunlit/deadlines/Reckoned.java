package cn.sunlit.deadlines;

import cn.sunlit.statutes.Deadline;
import java.util.List;

/**
 * A computation with how it came about, for a reader.
 *
 * @param steps each step in a Chinese sentence and the day it leads to
 * @param law the articles on counting that were followed
 */
public record Reckoned(Computation computation, List<Deadline.Step> steps, List<String> law) {}
