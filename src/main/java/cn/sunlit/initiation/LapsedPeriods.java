package cn.sunlit.initiation;

import cn.sunlit.kernel.DueWork;
import org.springframework.stereotype.Component;

/** The periods of the enforcement notices, as their last days pass. */
@Component
class LapsedPeriods implements DueWork {

    private final Initiation initiation;

    LapsedPeriods(Initiation initiation) {
        this.initiation = initiation;
    }

    @Override
    public int runDue() {
        return initiation.tellLapsedPeriods();
    }
}
