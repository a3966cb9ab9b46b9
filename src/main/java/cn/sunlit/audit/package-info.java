/** The append-only record of acts and of reads of personal data: a hash chain a case, signed checkpoints, proofs that verify offline. */
@ApplicationModule(
        displayName = "存证 audit",
        allowedDependencies = {"kernel", "database", "keys", "web", "identity"})
@NullMarked
package cn.sunlit.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
