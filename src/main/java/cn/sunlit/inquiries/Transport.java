package cn.sunlit.inquiries;

/**
 * A way on which requests get to an institution (传输方式); which one, is agreed with each and stands in its configuration. Results
 * come back as the transport finds them, and all end as kept answers which {@link AnswerReader} judges: no transport decides
 * what an answer is worth.
 */
interface Transport {

    /** The ways that there are, by the word of the configuration. */
    enum Kind {
        HTTPS("联网接口"),
        FILES("文件交换");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    Kind kind();

    /**
     * Takes to an institution what is due there, until nothing is left or the time is over. Any number of processes may do so
     * at once.
     *
     * @param until by {@link System#nanoTime()}
     * @return how many requests were carried
     */
    int serve(String code, long until) throws InterruptedException;
}
