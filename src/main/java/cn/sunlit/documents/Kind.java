package cn.sunlit.documents;

/** The documents of enforcement that the court issues: title, who signs, whether it bears a sub-number as a ruling. */
public enum Kind {
    ACCEPTANCE_NOTICE("执行案件受理通知书", Signer.OFFICER, false),
    KEY_NODE_CHECKLIST("执行全流程重点事项告知清单", Signer.OFFICER, false),
    ENFORCEMENT_NOTICE("执行通知书", Signer.OFFICER, false),
    ASSET_REPORT_ORDER("报告财产令", Signer.OFFICER, false),
    CLUE_REQUEST("提供财产线索通知书", Signer.OFFICER, false),
    ASSIST_QUERY("协助查询通知书", Signer.OFFICER, false),
    CONTROL_RULING("执行裁定书（查封、扣押、冻结）", Signer.OFFICER, true),
    ASSIST_NOTICE("协助执行通知书", Signer.OFFICER, false),
    RENEWAL_RULING("执行裁定书（续行查封、扣押、冻结）", Signer.OFFICER, true),
    RELEASE_RULING("执行裁定书（解除查封、扣押、冻结）", Signer.OFFICER, true),
    CO_OWNER_NOTICE("控制共有财产通知书", Signer.OFFICER, false),
    DEDUCTION_RULING("执行裁定书（扣划）", Signer.OFFICER, true),
    LIVE_USE_DECISION("准许使用被控制财产决定书", Signer.BUREAU_CHIEF, true),
    LIVE_USE_NOTICE("准许使用被控制财产告知书", Signer.BUREAU_CHIEF, false),
    LIVE_USE_END("终止使用被控制财产通知书", Signer.BUREAU_CHIEF, false),
    OVER_CONTROL_NOTICE("超标的额控制告知书", Signer.OFFICER, false),
    PRESERVATION_TERM_NOTICE("财产保全期限告知书", Signer.OFFICER, false),
    CLAIM_NOTICE("履行到期债务通知书", Signer.OFFICER, false),
    CLAIM_RULING("执行裁定书（到期债权）", Signer.OFFICER, true),
    INCOME_RULING("执行裁定书（扣留、提取收入）", Signer.OFFICER, true),
    INCOME_NOTICE("协助执行通知书（扣留、提取收入）", Signer.OFFICER, false),
    INCOME_END("停止提取收入通知书", Signer.OFFICER, false),
    ASSET_DISTRIBUTION_LIST("财产查控处置及款物分配清单", Signer.OFFICER, false),
    DISTRIBUTION_PLAN("财产分配方案", Signer.PANEL, false),
    CREDITORS_PLAN("财产分配方案（参与分配）", Signer.PANEL, false),
    PLAN_OBJECTION_NOTICE("分配方案异议通知书", Signer.OFFICER, false),
    PLAN_OPPOSITION_NOTICE("分配方案反对意见通知书", Signer.OFFICER, false),
    PAYMENT_APPROVAL("执行款发放审批表", Signer.BUREAU_CHIEF, false),
    DEFERRAL_APPROVAL("延缓发放执行款审批表", Signer.PRESIDENT, false),
    ESCROW_NOTICE("提存通知书", Signer.OFFICER, false),
    CASH_RECEIPT("收取现金凭据", Signer.OFFICER, false),
    CONSUMPTION_RESTRICTION("限制消费令", Signer.PRESIDENT, false),
    CONSUMPTION_RELEASE("解除限制消费令", Signer.PRESIDENT, false),
    DISHONESTY_DECISION("失信决定书", Signer.PRESIDENT, true),
    DISHONESTY_WITHDRAWAL("删除失信信息决定书", Signer.PRESIDENT, true),
    FINE_DECISION("罚款决定书", Signer.PRESIDENT, true),
    DETENTION_DECISION("拘留决定书", Signer.PRESIDENT, true),
    DETENTION_RELEASE("提前解除拘留决定书", Signer.PRESIDENT, true),
    REWARD_NOTICE("悬赏公告", Signer.BUREAU_CHIEF, false),
    CLUE_RESULT("财产线索核查结果告知书", Signer.OFFICER, false),
    POLICE_REQUEST("协助查控通知书", Signer.OFFICER, false),
    CLOSURE_NOTICE("结案通知书", Signer.OFFICER, false),
    POST_TERMINATION_RESULT("终本后财产查询结果告知书", Signer.OFFICER, false);

    private final String title;
    private final Signer signer;
    private final boolean numbered;

    Kind(String title, Signer signer, boolean numbered) {
        this.title = title;
        this.signer = signer;
        this.numbered = numbered;
    }

    /** The Chinese title. */
    public String title() {
        return title;
    }

    /** Whose signature the document needs. */
    public Signer signer() {
        return signer;
    }

    /** Whether it bears 案号之几. */
    public boolean numbered() {
        return numbered;
    }

    /** Who signs (签发). */
    public enum Signer {
        OFFICER("承办法官"),
        PANEL("合议庭"),
        BUREAU_CHIEF("执行局局长"),
        PRESIDENT("院长");

        private final String zh;

        Signer(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
