package cn.sunlit.keys;

import cn.sunlit.kernel.StartCondition;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Keys that others on the machine can read protect nothing. */
@Component
@Profile("production | !sandbox")
class PrivateKeys implements StartCondition {

    private final Keyring keys;

    PrivateKeys(Keyring keys) {
        this.keys = keys;
    }

    @Override
    public List<String> unmet() {
        List<String> open = keys.openToOthers();
        return open.isEmpty()
                ? List.of()
                : List.of("密钥文件 %s 可以被其他用户读取，请收紧权限（chmod 600）；如果可能已被他人读过，请随后更换密钥".formatted(String.join("、", open)));
    }
}
