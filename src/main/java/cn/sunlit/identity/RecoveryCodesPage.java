package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;

/** The recovery codes, shown this once. */
record RecoveryCodesPage(List<String> codes) implements Screen {
    @Override
    public String title() {
        return "恢复码";
    }
}
