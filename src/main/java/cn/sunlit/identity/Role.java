package cn.sunlit.identity;

/** What a person or a machine is in a court; a role grants use cases by the table in {@link UseCase}. */
public enum Role {
    FILING_CLERK("立案人员"),
    COMMAND_CENTER("执行指挥中心"),
    OFFICER("执行法官"),
    CLERK("书记员"),
    TEAM_LEADER("团队负责人"),
    BUREAU_CHIEF("执行局局长"),
    PRESIDENT("院长"),
    FINANCE("案款财务"),
    SUPERVISOR("监督人员"),
    ADMIN("系统管理员"),
    BANK("案款银行"),
    PROCURATORATE("人民检察院"),
    POLICE("公安机关"),
    APPLICANT_PARTY("申请执行人"),
    RESPONDENT_PARTY("被执行人"),
    MACHINE("业务系统");

    private final String zh;

    Role(String zh) {
        this.zh = zh;
    }

    /** As shown to people. */
    public String zh() {
        return zh;
    }

    public boolean isParty() {
        return this == APPLICANT_PARTY || this == RESPONDENT_PARTY;
    }
}
