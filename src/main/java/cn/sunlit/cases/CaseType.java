package cn.sunlit.cases;

/**
 * A type of case as the court's dictionary has it (案件类型), a row of {@code cases.type} and never an enum: courts add
 * their own.
 *
 * @param code as in the API, {@code FIRST_ENFORCEMENT}
 * @param national the four digits of the national table, {@code 1002}
 * @param word the word in the case number (类型代字), 执
 * @param first whether the indicators of first enforcement (首执) count it
 */
public record CaseType(String code, String national, String word, String name, boolean first) {}
