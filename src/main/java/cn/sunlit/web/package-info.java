/** What every page shares: layout, screens rendered from records, problems as a page or RFC 9457, limits on what enters. */
@ApplicationModule(
        displayName = "页面 web",
        allowedDependencies = {"kernel"})
@NullMarked
package cn.sunlit.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
