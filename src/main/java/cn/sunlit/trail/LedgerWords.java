package cn.sunlit.trail;

/** What vouchers are called where people read them. */
final class LedgerWords {

    private LedgerWords() {}

    static String voucher(String kind) {
        return switch (kind) {
            case "RECEIPT" -> "到账";
            case "CLAIM" -> "认领";
            case "ALLOCATION" -> "审批发放";
            case "INSTRUCTION" -> "付款指令";
            case "PAYMENT" -> "付出";
            case "RETURN" -> "退回";
            case "REVERSAL" -> "冲红";
            case "HOLD" -> "冻结、延缓、提存";
            case "RELEASE" -> "解除冻结、延缓、提存";
            case "CASH" -> "收取现金";
            case "BANKED" -> "现金缴存";
            case "COST" -> "变价实际费用";
            case "TRANSFER" -> "转入其他案件";
            case "SHARE" -> "参与分配";
            default -> kind;
        };
    }

    /** What a voucher books, in words: its cause is {@code receipt:12}. */
    static String cause(String cause) {
        int at = cause.indexOf(':');
        String number = at < 0 ? "" : "第%s号".formatted(cause.substring(at + 1));
        return switch (at < 0 ? cause : cause.substring(0, at)) {
            case "receipt" -> "到账款项" + number;
            case "distribution" -> "案款发放" + number;
            case "payment" -> "付款" + number;
            case "batch" -> "批量付款文件" + number;
            case "return" -> "退还付款人、对外支付" + number;
            case "hold" -> "冻结、延缓发放、提存" + number;
            case "release" -> "解除冻结、延缓发放、提存" + number;
            case "cash" -> "现金收款" + number;
            default -> cause;
        };
    }
}
