/** The law word for word, its dated numbers, the working-day calendar, and the arithmetic of interest, fee and clearing. Pure: no Spring bean, no SQL. */
@ApplicationModule(
        displayName = "法律 statutes",
        allowedDependencies = {"kernel"})
@NullMarked
package cn.sunlit.statutes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
