package cn.sunlit.garnishment;

/** What a third debtor says to the notice (第三人的答复). */
public enum ClaimAnswer {
    DENIES("对债权全部有异议"),
    DENIES_PART("部分承认、部分有异议"),
    ADMITS("承认债务"),
    CANNOT_PAY("称无履行能力"),
    NO_RELATION("称与申请执行人无直接法律关系");

    private final String zh;

    ClaimAnswer(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
