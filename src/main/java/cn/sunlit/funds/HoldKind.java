package cn.sunlit.funds;

import cn.sunlit.ledger.AccountKind;

/** Why money of a case lies still: each kind has an account of its own, so that it cannot be paid out. */
public enum HoldKind {
    /** Frozen by another court, or by this one in another case. */
    FROZEN("他院、他案冻结"),
    /** Paying it out was put off. */
    DEFERRED("延缓发放"),
    /** Deposited until a dispute is decided. */
    ESCROW("提存");

    private final String zh;

    HoldKind(String zh) {
        this.zh = zh;
    }

    String zh() {
        return zh;
    }

    AccountKind account() {
        return switch (this) {
            case FROZEN -> AccountKind.FROZEN;
            case DEFERRED -> AccountKind.DEFERRED;
            case ESCROW -> AccountKind.ESCROW;
        };
    }
}
