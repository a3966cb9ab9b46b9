/**
 * What those see who watch over the work: the record of acts with its walks and checkpoints, and the register of
 * interventions (过问案件情况), which nobody but the supervisors reads. Tables {@code supervision.*}, append-only, content sealed.
 */
@ApplicationModule(
        displayName = "监督 supervision",
        allowedDependencies = {"kernel", "database", "keys", "web", "identity", "audit", "messages", "docket"})
@NullMarked
package cn.sunlit.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
