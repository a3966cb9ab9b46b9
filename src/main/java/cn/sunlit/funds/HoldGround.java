package cn.sunlit.funds;

import cn.sunlit.statutes.StatuteBook;
import java.util.Arrays;
import java.util.List;

/** The closed list of grounds on which money may lie still. */
public enum HoldGround {
    OTHER_COURT(HoldKind.FROZEN, "其他法院保全、冻结", ""),
    OTHER_CASE(HoldKind.FROZEN, "本院其他案件保全、冻结", ""),
    DISTRIBUTION(HoldKind.DEFERRED, "需要进行案款分配", HoldRules.DEFERRAL_SOURCE),
    PRESERVED(HoldKind.DEFERRED, "申请执行人因另案诉讼、执行或者涉嫌犯罪，款项被保全或者冻结", HoldRules.DEFERRAL_SOURCE),
    NOT_COLLECTED(HoldKind.DEFERRED, "申请执行人经通知未领取", HoldRules.DEFERRAL_SOURCE),
    SUSPENDED(HoldKind.DEFERRED, "案件被依法中止或者暂缓执行", HoldRules.DEFERRAL_SOURCE),
    DISPUTED(HoldKind.DEFERRED, "当事人或者案外人对款项有争议", HoldRules.DEFERRAL_SOURCE),
    UNREACHABLE(HoldKind.DEFERRED, "无法与申请执行人取得联系", HoldRules.DEFERRAL_SOURCE),
    OTHER(HoldKind.DEFERRED, "有其他正当理由", HoldRules.DEFERRAL_SOURCE),
    OBJECTION_SUIT(HoldKind.ESCROW, "分配方案异议之诉期间，与争议债权数额相应的款项", StatuteBook.cite("民诉法解释", "2022-04-10", 510)),
    OUTSIDER_ABSENT(HoldKind.ESCROW, "经释明案外人拒绝受领变价款", StatuteBook.cite("执行异议之诉", "2025-07-24", 6)),
    SETTLEMENT(HoldKind.ESCROW, "债务人按和解协议申请提存", StatuteBook.cite("执行和解", "2021-01-01", 7));

    private final HoldKind kind;
    private final String zh;
    private final String law;

    HoldGround(HoldKind kind, String zh, String law) {
        this.kind = kind;
        this.zh = zh;
        this.law = law;
    }

    HoldKind kind() {
        return kind;
    }

    String zh() {
        return zh;
    }

    /** The article or the public source; empty where the other court's own paper is the ground. */
    String law() {
        return law;
    }

    static List<HoldGround> of(HoldKind kind) {
        return Arrays.stream(values()).filter(g -> g.kind == kind).toList();
    }
}
