package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;

/** Asks whether somebody may do something with the case of a number; the module that knows cases implements it. */
public interface CaseGate {

    /**
     * Lets pass, also where there is no such case or the number cannot be read: that is told behind the door.
     *
     * @throws cn.sunlit.kernel.Problem.Forbidden when the case is out of reach
     */
    void pass(Actor by, UseCase what, String caseNumber);

    /**
     * The same for the case of something that is known by its own key.
     *
     * @throws cn.sunlit.kernel.Problem.Forbidden when the case is out of reach
     */
    void pass(Actor by, UseCase what, CaseId id);
}
