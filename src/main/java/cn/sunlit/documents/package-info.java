/** The court's documents: templates, numbering within a case, content and its hash, service (送达) and its proof. */
@ApplicationModule(
        displayName = "文书 documents",
        allowedDependencies = {"kernel", "database", "web", "identity", "publicity", "audit", "messages"})
@NullMarked
package cn.sunlit.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
