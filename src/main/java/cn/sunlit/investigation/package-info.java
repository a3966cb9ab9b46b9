/**
 * Looking for property beyond the network (财产调查): clues that applicants give and the court looks into, what the debtor must
 * report of himself and how it is verified, and rewards for whoever points to what the court did not know.
 */
@ApplicationModule(
        displayName = "财产调查 investigation",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "publicity",
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
package cn.sunlit.investigation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
