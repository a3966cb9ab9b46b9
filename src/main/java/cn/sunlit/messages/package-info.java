/** Short messages to parties: outbox, delivery through a gateway over HTTP, receipts. */
@ApplicationModule(
        displayName = "消息 messages",
        allowedDependencies = {"kernel", "database", "keys", "web", "identity", "settings"})
@NullMarked
package cn.sunlit.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
