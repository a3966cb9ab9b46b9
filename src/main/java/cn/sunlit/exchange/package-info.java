/** Files exchanged with somebody outside by folder: the bank, an institution. What is in the files is no concern of this. */
@ApplicationModule(
        displayName = "文件交换 exchange",
        allowedDependencies = {})
@NullMarked
package cn.sunlit.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
