package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;

/** What is open to those who watch a court from beside and above; the module that keeps that table implements it. */
public interface Openness {

    /** Whether anything behind this use case is open to somebody who looks at a case of this court. */
    boolean mayView(Actor by, UseCase what, CourtCode court);
}
