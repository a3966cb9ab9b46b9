/** Open tools for everyone: fees, interest, deadlines, distribution, numbers; as calls under {@code /api/tools} and as pages under {@code /tools}. Nothing is stored. */
@ApplicationModule(
        displayName = "工具 tools",
        allowedDependencies = {"kernel", "statutes", "web", "identity", "settings"})
@NullMarked
package cn.sunlit.tools;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
