package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;

/** Every address of the program, who may enter and where. */
record DoorsPage(List<Door> doors) implements Screen {
    @Override
    public String title() {
        return "门禁表";
    }
}
