package cn.sunlit.kernel;

/**
 * Work that falls due as time passes: sending what lies in an outbox, taking in what a bank reports, raising alerts. The
 * scheduler calls it every few seconds; the movable clock of the sandbox calls it after each move until nothing is left.
 * Any number of processes may call it at once.
 */
public interface DueWork {

    /** Does what is due now, at most one batch. @return how many items were handled; zero means nothing was due */
    int runDue();
}
