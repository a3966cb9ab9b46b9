package cn.sunlit.docket;

import cn.sunlit.statutes.Period;
import java.time.LocalDate;

/**
 * A term of the law that runs for one person, to be begun within a node.
 *
 * @param node to which it belongs
 * @param subject names the term within the case, {@code plan:3:object:17}; the same begins once
 * @param event what sets it going, upper-case, none of the catalogue's; {@link #eventName} says it in Chinese
 * @param on the day of that, which is not counted
 * @param cause whose term it is and what for, in Chinese
 * @param shown what shows the day
 * @param law the articles, in the catalogue's way of writing: 民诉法解释第509条
 */
public record PersonTerm(
        String node,
        String subject,
        String event,
        String eventName,
        LocalDate on,
        String cause,
        Evidence shown,
        Period period,
        String law) {}
