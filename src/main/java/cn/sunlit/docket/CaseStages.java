package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;

/** Whether a case runs or stands still; the cases module answers, since the docket stands below it. */
public interface CaseStages {

    /** Whether the case is still worked on. */
    boolean isRunning(CaseId id);

    /**
     * The enforcement is stayed, or goes on. The same again changes nothing.
     *
     * @param why the ruling, in Chinese
     */
    void stand(Actor by, CaseId id, boolean still, String why);
}
