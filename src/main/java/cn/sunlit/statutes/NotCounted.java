package cn.sunlit.statutes;

/** A reason for which days do not count to one of the two six-month limits (不计入的期间). */
public sealed interface NotCounted permits TermExclusion, EscalationExclusion {

    /** As the article names it. */
    String zh();

    /** The article that excludes it. */
    String law();
}
