package cn.sunlit.operations;

import cn.sunlit.kernel.StartCondition;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A database in which the demonstration ran: its people, cases and moved clock have no place in a court. */
@Component
@Profile("production | !sandbox")
class DemonstrationData implements StartCondition {

    private final WatchStore store;

    DemonstrationData(WatchStore store) {
        this.store = store;
    }

    @Override
    public List<String> unmet() {
        return store.isDemonstration() ? List.of("数据库是演示法院的，请换一个空的数据目录（SUNLIT_DATA）或空的数据库") : List.of();
    }
}
