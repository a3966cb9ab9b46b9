package cn.sunlit.initiation;

import java.time.LocalDate;

/**
 * One opening act that is on record.
 *
 * @param by the login of who did it
 */
public record StepDone(Step step, LocalDate on, String by) {}
