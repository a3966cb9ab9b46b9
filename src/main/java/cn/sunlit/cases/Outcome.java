package cn.sunlit.cases;

/** The ways in which an enforcement case closes (结案方式, 法发〔2014〕26号第十四条). */
public enum Outcome {
    FULLY_PERFORMED("执行完毕"),
    TERMINATED_THIS_PROCEDURE("终结本次执行程序"),
    TERMINATED("终结执行"),
    CASE_CANCELLED("销案"),
    DENIED_ENFORCEMENT("不予执行"),
    APPLICATION_DISMISSED("驳回申请");

    private final String zh;

    Outcome(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
