package cn.sunlit.docket;

import cn.sunlit.kernel.CaseNumber;
import java.time.LocalDate;

/**
 * List one on one sheet of A4, as it is handed over at the counter.
 *
 * @param reader for whom: 申请执行人, 被执行人的代理人
 * @param list in the words for the party itself
 * @param agent whether the reader acts for a party
 * @param officer who carries the case, by name
 * @param today the day of which the sheet speaks
 */
public record ListOneSheet(
        ListOne list,
        CaseNumber number,
        String caption,
        String court,
        String reader,
        boolean agent,
        String officer,
        LocalDate today) {

    /** How long the milestone takes; from when on stands on the page alone. */
    public static String term(PublicNode node) {
        return node.period().split("，", 2)[0];
    }

    /** The first article that the milestone rests on, in the shorthand of practitioners. */
    public static String law(PublicNode node) {
        return node.law().stream()
                .filter(l -> l.matches(".*第[0-9].*条.*"))
                .map(l -> l.split("[:：]", 2)[0].replaceAll("[(（].*", ""))
                .findFirst()
                .orElse("");
    }
}
