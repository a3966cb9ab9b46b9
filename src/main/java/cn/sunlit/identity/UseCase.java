package cn.sunlit.identity;

import static cn.sunlit.identity.Role.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: the whole table, printed for the administrator at {@code /staff} and in {@code
 * docs/generated/permissions.md}. For which courts and cases is the business of {@link Access}.
 */
public enum UseCase {
    FILE_CASE("登记立案", Kind.WRITE, FILING_CLERK, MACHINE),
    IMPORT_CASES("批量导入案件", Kind.WRITE, FILING_CLERK, ADMIN, MACHINE),
    READ_CASE(
            "查阅案件",
            Kind.READ,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            APPLICANT_PARTY,
            RESPONDENT_PARTY,
            MACHINE),
    MANAGE_MANDATES("登记、终止代理人、法定代表人和承继人", Kind.WRITE, FILING_CLERK, OFFICER, CLERK),
    ASSIGN_CASE("分案、调整承办人", Kind.WRITE, FILING_CLERK, COMMAND_CENTER, TEAM_LEADER, BUREAU_CHIEF),
    INTAKE_CASE("接收案件、首次阅卷", Kind.WRITE, OFFICER, CLERK),
    ISSUE_DOCUMENT("制发文书", Kind.WRITE, OFFICER, CLERK, FILING_CLERK),
    SERVE_DOCUMENT("送达文书", Kind.WRITE, OFFICER, CLERK, FILING_CLERK),
    READ_DOCUMENTS(
            "查阅文书",
            Kind.READ,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            APPLICANT_PARTY,
            RESPONDENT_PARTY,
            MACHINE),
    COMPLETE_NODE("完成、免除流程节点", Kind.WRITE, OFFICER, CLERK, COMMAND_CENTER),
    PROPOSE_PERIOD("提请扣除、延长期限，更正起算，免除节点", Kind.WRITE, OFFICER, CLERK),
    APPROVE_PERIOD("审批扣除、延长期限，更正起算，免除节点", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    READ_QUALITY("查阅数据质量", Kind.READ, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, SUPERVISOR),
    START_INQUIRY("发起财产查询", Kind.WRITE, OFFICER, CLERK, COMMAND_CENTER),
    READ_INQUIRIES(
            "查阅查询请求与反馈",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            MACHINE),
    READ_ROBOT(
            "查阅机器人日志",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            ADMIN,
            MACHINE),
    MANAGE_ROBOT("启用、停用机器人，取消整批查询", Kind.WRITE, BUREAU_CHIEF, ADMIN),
    READ_ASSETS(
            "查阅财产线索与财产",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            APPLICANT_PARTY,
            RESPONDENT_PARTY,
            MACHINE),
    SCREEN_ASSETS("甄别查询结果", Kind.WRITE, OFFICER, CLERK),
    PROPOSE_MEASURE("拟定财产控制措施", Kind.WRITE, OFFICER, CLERK),
    REVIEW_PROTECTED_FUNDS("审核是否执行专用资金", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT),
    ORDER_MEASURE("作出查封、扣押、冻结、划拨、续行、解除", Kind.WRITE, OFFICER, TEAM_LEADER),
    PROPOSE_LIVE_PLAN("提请、变更、终止活封方案，处理违反情形", Kind.WRITE, OFFICER),
    APPROVE_LIVE_PLAN("审批活封方案及其变更、终止", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT),
    READ_FUNDS(
            "查阅案款",
            Kind.READ,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            APPLICANT_PARTY,
            RESPONDENT_PARTY,
            MACHINE),
    READ_SUSPENSE("查阅不明款", Kind.READ, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, FINANCE, SUPERVISOR),
    CLAIM_RECEIPT("认领不明款", Kind.WRITE, OFFICER, CLERK, FINANCE),
    CONFIRM_CLAIM("复核不明款认领", Kind.SECOND_PERSON, FINANCE, TEAM_LEADER),
    PROPOSE_RETURN("提出将误缴款退还付款人", Kind.WRITE, OFFICER, FINANCE),
    APPROVE_RETURN("审批将误缴款退还付款人", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    PRINT_SLIP("开具缴款单、开立缴款账号", Kind.WRITE, OFFICER, CLERK, FINANCE),
    PROPOSE_DISTRIBUTION("拟定案款发放", Kind.WRITE, OFFICER),
    APPROVE_DISTRIBUTION("审批案款发放", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    READ_PLAN(
            "查阅财产分配方案", Kind.READ, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, FINANCE, SUPERVISOR, MACHINE),
    PREPARE_PLAN("拟定、修正、执行财产分配方案", Kind.WRITE, OFFICER),
    DECIDE_PLAN("审批财产分配方案", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT),
    KEEP_PLAN("登记分配方案的送达、异议、反对和诉讼", Kind.WRITE, OFFICER, CLERK),
    HOLD_FUNDS("提请冻结、延缓发放、提存案款及其解除", Kind.WRITE, OFFICER, CLERK),
    APPROVE_HOLD("审批冻结、延缓发放、提存案款及其解除", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    TAKE_CASH("登记收取现金", Kind.WRITE, OFFICER, CLERK),
    RECEIVE_CASH("接收、缴存现金", Kind.SECOND_PERSON, FINANCE),
    TAKE_BANK_MESSAGE("接收银行报文", Kind.WRITE, BANK, FINANCE),
    RECONCILE("案款对账", Kind.WRITE, FINANCE),
    READ_DAYS("查阅案款日报", Kind.READ, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, FINANCE, SUPERVISOR),
    CLOSE_DAY("案款日结", Kind.WRITE, FINANCE),
    RESOLVE_DIFFERENCE("处理未入账的银行分录", Kind.WRITE, FINANCE),
    CONFIRM_DIFFERENCE("复核未入账银行分录的处理", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, FINANCE),
    PROPOSE_SANCTION("提请限制消费、纳入失信名单", Kind.WRITE, OFFICER),
    APPROVE_SANCTION("审批限制消费、纳入失信名单", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT),
    READ_SANCTIONS(
            "查阅惩戒措施",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            APPLICANT_PARTY,
            RESPONDENT_PARTY,
            MACHINE),
    PROPOSE_PENALTY("提请罚款、拘留及提前解除", Kind.WRITE, OFFICER),
    APPROVE_PENALTY("批准罚款、拘留及提前解除", Kind.SECOND_PERSON, PRESIDENT),
    EXECUTE_PENALTY("登记罚款、拘留的送达、执行、通知家属和复议", Kind.WRITE, OFFICER, CLERK),
    READ_PENALTIES(
            "查阅罚款、拘留",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            MACHINE),
    ASK_POLICE("请公安机关查找、控制人员和车辆，登记书面回复", Kind.WRITE, OFFICER, CLERK),
    READ_POLICE(
            "查阅公安协作、涉案车辆",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            MACHINE),
    ANSWER_POLICE("签收、回复法院的协助请求", Kind.WRITE, POLICE),
    KEEP_VEHICLE("登记车辆的扣留、交接、保管、返还", Kind.WRITE, OFFICER, CLERK),
    LOOK_UP_PLATE("按号牌查车（留痕）", Kind.READ, COMMAND_CENTER, OFFICER, CLERK, TEAM_LEADER),
    GIVE_CLUE("提供财产线索，查询被执行人的财产报告", Kind.WRITE, APPLICANT_PARTY),
    REPORT_PROPERTY("报告财产，申请延长报告期限", Kind.WRITE, RESPONDENT_PARTY),
    VERIFY_CLUE("登记、核查财产线索", Kind.WRITE, OFFICER, CLERK),
    VERIFY_REPORT("核查财产报告，决定是否延长报告期限", Kind.WRITE, OFFICER, CLERK),
    DECIDE_REWARD("决定是否发布悬赏公告", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT),
    PAY_REWARD("登记悬赏金的扣减和发放", Kind.WRITE, FINANCE, CLERK),
    READ_CLUES(
            "查阅财产线索、财产报告",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            MACHINE),
    CLOSE_CASE("报结案件", Kind.WRITE, OFFICER),
    READ_KPI(
            "查阅质效指标",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            FINANCE,
            MACHINE),
    READ_PERSONAL_NUMBER(
            "查看完整证件号、手机号、住址、账号（须写明理由并留痕）",
            Kind.READ,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            FINANCE),
    READ_MESSAGES("查阅短信记录", Kind.READ, COMMAND_CENTER, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, SUPERVISOR, ADMIN),
    READ_AUDIT("查阅操作留痕与存证", Kind.READ, OFFICER, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, SUPERVISOR, ADMIN, MACHINE),
    CHECK_RECORD("发起、取消存证全链核对", Kind.WRITE, SUPERVISOR, ADMIN),
    REPORT_INTERVENTION(
            "记录、报告过问案件情况",
            Kind.WRITE,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            ADMIN),
    HANDLE_INTERVENTION("查阅、处理过问案件情况记录", Kind.WRITE, SUPERVISOR),
    SEND_AGAIN("重新发送失败的请求与消息", Kind.WRITE, COMMAND_CENTER, OFFICER, CLERK, FINANCE, ADMIN),
    MANAGE_STAFF("管理人员与权限", Kind.WRITE, ADMIN),
    MANAGE_TEAMS("编组团队、登记外出和代理", Kind.WRITE, ADMIN, BUREAU_CHIEF),
    READ_ALERTS(
            "查阅预警及其升级",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            MACHINE),
    READ_DEMANDS(
            "查阅督办",
            Kind.READ,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            SUPERVISOR,
            MACHINE,
            PROCURATORATE),
    ISSUE_DEMAND("督办、登记检察建议、审核答复", Kind.WRITE, BUREAU_CHIEF, PRESIDENT, SUPERVISOR, PROCURATORATE),
    REPLY_DEMAND("答复督办", Kind.WRITE, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF),
    READ_PATTERNS("查阅办案规律提示", Kind.READ, BUREAU_CHIEF, PRESIDENT, SUPERVISOR),
    EXPLAIN_ALERT(
            "对预警作出说明",
            Kind.WRITE,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR),
    READ_SETTINGS(
            "查阅放假安排、本院口径和节点目录草案",
            Kind.READ,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            BUREAU_CHIEF,
            PRESIDENT,
            FINANCE,
            SUPERVISOR,
            ADMIN,
            MACHINE),
    READ_RETENTION("查阅个人信息保存期限", Kind.READ, BUREAU_CHIEF, PRESIDENT, SUPERVISOR, ADMIN),
    READ_RIGHTS("查阅当事人的个人信息请求", Kind.READ, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT, SUPERVISOR),
    ANSWER_RIGHTS("答复当事人的个人信息请求", Kind.WRITE, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    CONFIRM_RIGHTS("复核更正证件号码", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    IMPORT_HOLIDAYS("导入国务院办公厅放假安排", Kind.WRITE, ADMIN),
    SET_PRACTICE("设定本院口径（产品默认值）", Kind.WRITE, BUREAU_CHIEF, PRESIDENT),
    DRAFT_CATALOGUE("拟定、试算、提请节点目录", Kind.WRITE, BUREAU_CHIEF, PRESIDENT),
    APPROVE_CATALOGUE("批准节点目录施行", Kind.SECOND_PERSON, PRESIDENT, SUPERVISOR),
    LEND_POWERS(
            "委托同事代行职权", Kind.WRITE, FILING_CLERK, COMMAND_CENTER, OFFICER, CLERK, TEAM_LEADER, BUREAU_CHIEF, FINANCE),
    APPROVE_LENDING("审批委托代行职权", Kind.SECOND_PERSON, TEAM_LEADER, BUREAU_CHIEF, PRESIDENT),
    LOOK_URGENTLY(
            "紧急查阅（须写明理由并留痕）",
            Kind.WRITE,
            FILING_CLERK,
            COMMAND_CENTER,
            OFFICER,
            CLERK,
            TEAM_LEADER,
            FINANCE,
            SUPERVISOR),
    REVIEW_LOOKS("审查紧急查阅", Kind.SECOND_PERSON, BUREAU_CHIEF, PRESIDENT, SUPERVISOR);

    /** How far a grant reaches. */
    enum Kind {
        /** In one's own court, and in the courts below it. */
        READ("查阅"),
        /** In one's own court. */
        WRITE("办理"),
        /** In one's own court, by a person, never by a machine on its own account. */
        SECOND_PERSON("第二人办理");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    private final String zh;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // made unmodifiable in the constructor
    private final Set<Role> roles;

    UseCase(String zh, Kind kind, Role... roles) {
        this.zh = zh;
        this.kind = kind;
        EnumSet<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(Arrays.asList(roles));
        this.roles = Collections.unmodifiableSet(set);
    }

    /** As shown to people: 审批案款发放. */
    public String zh() {
        return zh;
    }

    /** The roles that may; a person needs one of them. */
    public Set<Role> roles() {
        return roles;
    }

    /** Whether it only reads. */
    public boolean reads() {
        return kind == Kind.READ;
    }

    /** Whether it is the second half of an act for two people, which no machine does on its own account. */
    public boolean needsPerson() {
        return kind == Kind.SECOND_PERSON;
    }

    /** What another person must do before this act counts; null where one person is enough. */
    @Nullable
    UseCase second() {
        return switch (this) {
            case CLAIM_RECEIPT -> CONFIRM_CLAIM;
            case PROPOSE_RETURN -> APPROVE_RETURN;
            case PROPOSE_DISTRIBUTION -> APPROVE_DISTRIBUTION;
            case HOLD_FUNDS -> APPROVE_HOLD;
            case TAKE_CASH -> RECEIVE_CASH;
            case RESOLVE_DIFFERENCE -> CONFIRM_DIFFERENCE;
            case PROPOSE_SANCTION -> APPROVE_SANCTION;
            case PROPOSE_PENALTY -> APPROVE_PENALTY;
            case PROPOSE_LIVE_PLAN -> APPROVE_LIVE_PLAN;
            case LEND_POWERS -> APPROVE_LENDING;
            case PROPOSE_PERIOD -> APPROVE_PERIOD;
            case ANSWER_RIGHTS -> CONFIRM_RIGHTS;
            case DRAFT_CATALOGUE -> APPROVE_CATALOGUE;
            default -> null;
        };
    }

    /** Whether a password alone is too little: money leaves, a name is listed, liberty is taken, or the powers to do so are lent. */
    boolean needsSecondFactor() {
        return switch (this) {
            case CLAIM_RECEIPT,
                    CONFIRM_CLAIM,
                    PROPOSE_RETURN,
                    APPROVE_RETURN,
                    PROPOSE_DISTRIBUTION,
                    APPROVE_DISTRIBUTION,
                    HOLD_FUNDS,
                    APPROVE_HOLD,
                    PROPOSE_SANCTION,
                    APPROVE_SANCTION,
                    PROPOSE_PENALTY,
                    APPROVE_PENALTY,
                    PROPOSE_LIVE_PLAN,
                    APPROVE_LIVE_PLAN,
                    APPROVE_LENDING -> true;
            default -> false;
        };
    }

    Kind kind() {
        return kind;
    }
}
