package cn.sunlit.inquiries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that came for the court and was refused (异常来件): it serves no case, and a person is to see it.
 *
 * @param institution the code it came under, empty when the register does not know it
 * @param institutionName as people read it
 * @param via PUSHED or FILE
 * @param name of the file, null where it came by a call
 * @param size in bytes, as it was announced where it was not read
 * @param sha256 of what came, null where it was not read
 * @param copies in how many minutes the same came
 * @param settlement what a person found, null while nobody has looked
 */
record Stray(
        long id,
        String institution,
        String institutionName,
        String via,
        Reason reason,
        String note,
        @Nullable String name,
        long size,
        @Nullable String sha256,
        Instant receivedAt,
        Instant lastAt,
        int copies,
        @Nullable Instant settledAt,
        @Nullable String settledBy,
        @Nullable String settlement) {

    /** Why something was refused. */
    enum Reason {
        NO_SIGNATURE("没有签名"),
        UNKNOWN_INSTITUTION("单位未登记"),
        FORGED("签名不符"),
        STALE("时间过期"),
        REPLAYED("重复使用的签名"),
        MALFORMED("内容无法读取"),
        TOO_LARGE("内容过大"),
        UNKNOWN_REQUEST("没有对应的请求"),
        OTHER_INSTITUTION("不是发给该单位的请求"),
        WITHDRAWN("请求已取消"),
        BAD_NAME("文件名不合约定"),
        CUT("文件不完整"),
        CHANGED("同名文件内容不同"),
        TOO_MANY("来件过多");

        private final String zh;

        Reason(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }

        /** Whether anybody could have sent it, because no signature held. */
        boolean isUnsigned() {
            return switch (this) {
                case NO_SIGNATURE, UNKNOWN_INSTITUTION, FORGED -> true;
                default -> false;
            };
        }
    }

    String viaZh() {
        return via.equals("FILE") ? "文件" : "推送";
    }

    /** The size as people read it. */
    String sizeZh() {
        return size < 10_000 ? size + " 字节" : size < 10_000_000 ? size / 1000 + " KB" : size / 1_000_000 + " MB";
    }
}
