package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.SunlitTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A program without identity providers in its settings shows no way to one and has none. */
@SunlitTest(shared = "cases")
class NoProviderTest {

    @LocalServerPort
    int port;

    @Test
    void 没有配置统一身份认证就没有按钮_地址也不通() {
        DoorKnocker nobody = DoorKnocker.nobody(port);
        assertThat(nobody.get("/login").body()).contains("工作人员登录").doesNotContain("统一身份认证");
        for (String path : List.of("/login/court/1", "/login/court/1/back?code=1&state=1")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(404);
        }
    }
}
