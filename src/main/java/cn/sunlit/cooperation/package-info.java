/**
 * Working with the police (公安协作): requests to find and to hold persons and vehicles with their answers, and a seized vehicle's
 * way from the street to the yard to valuation. Whom the police hold is held by {@code sanctions}' decision alone.
 */
@ApplicationModule(
        displayName = "公安协作 cooperation",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "settings",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "inquiries",
            "funds",
            "property",
            "sanctions"
        })
@NullMarked
package cn.sunlit.cooperation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
