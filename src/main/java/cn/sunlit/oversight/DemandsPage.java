package cn.sunlit.oversight;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;

/** All orders of the own court and the courts below, with this year's figures. */
record DemandsPage(List<Demand> demands, List<DemandStore.Figures> figures, LocalDate today) implements Screen {
    @Override
    public String title() {
        return "督办";
    }
}
