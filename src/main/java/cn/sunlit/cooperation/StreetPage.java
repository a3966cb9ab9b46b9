package cn.sunlit.cooperation;

import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plate typed in the street, and what one's own court knows of it.
 *
 * @param found null before anything was looked up
 */
record StreetPage(String plate, @Nullable List<Vehicles.Seen> found, String problem) implements Screen {

    @Override
    public String title() {
        return "按号牌查车";
    }

    @Override
    public int httpStatus() {
        return problem.isEmpty() ? 200 : 422;
    }
}
