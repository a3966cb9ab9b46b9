/** Payment slips (缴款单): where each payer of a case pays and how much today, on paper, on a page and as a QR code. */
@ApplicationModule(
        displayName = "缴款单 slips",
        allowedDependencies = {"kernel", "web", "identity", "documents", "parties", "cases", "funds"})
@NullMarked
package cn.sunlit.slips;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
