/** The rights of a party over its own data (个人信息保护法第四章): a copy, correction, erasure, each asked, decided and answered with reasons. */
@ApplicationModule(
        displayName = "当事人权利 rights",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "audit",
            "settings",
            "messages",
            "documents",
            "parties",
            "cases",
            "notices"
        })
@NullMarked
package cn.sunlit.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
