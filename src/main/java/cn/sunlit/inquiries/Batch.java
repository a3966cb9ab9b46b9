package cn.sunlit.inquiries;

import java.util.List;

/**
 * One round of inquiries of a case (一轮网络查询).
 *
 * @param sequence 1 for the first round
 * @param requests how many requests it consists of
 * @param leftOut respondents that cannot be asked for, with the reason, such as a missing identity number
 */
public record Batch(long id, int sequence, int requests, List<String> leftOut) {}
