package cn.sunlit.sanctions;

/** Why a respondent is sanctioned; each is a ground of one of the two kinds. */
public enum Ground {
    NOT_PERFORMED(SanctionKind.CONSUMPTION_RESTRICTION, "未按执行通知书指定的期间履行给付义务", "限制消费规定（2015）第一条", false),
    LISTED(SanctionKind.CONSUMPTION_RESTRICTION, "已被纳入失信被执行人名单", "限制消费规定（2015）第一条", false),
    CAPABLE_BUT_REFUSES(SanctionKind.DISHONESTY_LISTING, "有履行能力而拒不履行生效法律文书确定义务", "失信名单规定（2017）第一条第（一）项", false),
    OBSTRUCTION(SanctionKind.DISHONESTY_LISTING, "以伪造证据、暴力、威胁等方法妨碍、抗拒执行", "失信名单规定（2017）第一条第（二）项", true),
    EVASION(SanctionKind.DISHONESTY_LISTING, "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行", "失信名单规定（2017）第一条第（三）项", true),
    REPORT_VIOLATION(SanctionKind.DISHONESTY_LISTING, "违反财产报告制度", "失信名单规定（2017）第一条第（四）项", true),
    RESTRICTION_VIOLATION(SanctionKind.DISHONESTY_LISTING, "违反限制消费令", "失信名单规定（2017）第一条第（五）项", true),
    SETTLEMENT_BREACH(SanctionKind.DISHONESTY_LISTING, "无正当理由拒不履行执行和解协议", "失信名单规定（2017）第一条第（六）项", true);

    private final SanctionKind kind;
    private final String zh;
    private final String law;
    private final boolean term;

    Ground(SanctionKind kind, String zh, String law, boolean term) {
        this.kind = kind;
        this.zh = zh;
        this.law = law;
        this.term = term;
    }

    public SanctionKind kind() {
        return kind;
    }

    public String zh() {
        return zh;
    }

    public String law() {
        return law;
    }

    /** Whether the listing has a term of two years (失信名单规定第二条). */
    public boolean hasTerm() {
        return term;
    }
}
