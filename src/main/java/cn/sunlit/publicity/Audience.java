package cn.sunlit.publicity;

import cn.sunlit.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * To whom something of a case may be open. The court that has the case is no audience: what its people may do stands in the
 * table of use cases.
 */
public enum Audience {
    APPLICANT("申请执行人", Quarter.PARTIES, Role.APPLICANT_PARTY),
    RESPONDENT("被执行人", Quarter.PARTIES, Role.RESPONDENT_PARTY),
    OTHER_CREDITORS("其他参与分配债权人", Quarter.PARTIES, null),
    PUBLIC("社会公众", Quarter.PUBLIC, null),
    SUPERVISION("监督人员", Quarter.SUPERVISION, Role.SUPERVISOR),
    SUPERIOR_COURT("上级法院", Quarter.SUPERIOR_COURT, null),
    PROCURATORATE("人民检察院", Quarter.PROCURATORATE, Role.PROCURATORATE);

    /** The five: an audience of parties is one side of them. */
    public enum Quarter {
        PARTIES("当事人"),
        PUBLIC("社会公众"),
        SUPERVISION("本院监督"),
        SUPERIOR_COURT("上级法院"),
        PROCURATORATE("检察监督");

        private final String zh;

        Quarter(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    private final String zh;
    private final Quarter quarter;
    private final @Nullable Role role;

    Audience(String zh, Quarter quarter, @Nullable Role role) {
        this.zh = zh;
        this.quarter = quarter;
        this.role = role;
    }

    public String zh() {
        return zh;
    }

    public Quarter quarter() {
        return quarter;
    }

    /** The role by which its people log in; null where several do, or nobody. */
    @Nullable
    Role role() {
        return role;
    }

    /** Whether the catalogue of public nodes may name it: those who watch the court need not be told. */
    public boolean isTold() {
        return quarter == Quarter.PARTIES || quarter == Quarter.PUBLIC;
    }
}
