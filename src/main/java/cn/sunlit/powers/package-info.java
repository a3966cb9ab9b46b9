/**
 * What somebody may do for a time beyond his own roles: powers lent to a colleague, approved by a second person, and the urgent
 * look at one case, told to those who supervise and reviewed afterwards. Tables {@code powers.loan} and {@code powers.look}.
 */
@ApplicationModule(
        displayName = "代行 powers",
        allowedDependencies = {"kernel", "database", "web", "identity", "audit", "messages", "docket"})
@NullMarked
package cn.sunlit.powers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
