/**
 * Debts paid in parts by agreement (分期履行): the plan, how far each part is paid, and what was missed. Its tables are
 * {@code instalment_plan}, {@code instalment} and {@code instalment_missed} in the schema of {@code funds}.
 */
@ApplicationModule(
        displayName = "分期 instalments",
        allowedDependencies = {
            "kernel",
            "statutes",
            "web",
            "identity",
            "audit",
            "messages",
            "parties",
            "cases",
            "alerts"
        })
@NullMarked
package cn.sunlit.instalments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
