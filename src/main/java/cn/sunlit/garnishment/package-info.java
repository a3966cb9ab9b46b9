/**
 * What third persons owe or pay a respondent: matured claims (到期债权) with the notice to perform, its objections and the ruling
 * (执行工作规定第七部分), and incomes withheld by month with the necessities kept (民事诉讼法第二百五十四条). Both pay into the case's account.
 */
@ApplicationModule(
        displayName = "债权与收入 garnishment",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "settings",
            "web",
            "identity",
            "audit",
            "documents",
            "docket",
            "parties",
            "cases",
            "inquiries",
            "funds",
            "property"
        })
@NullMarked
package cn.sunlit.garnishment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
