package cn.sunlit.funds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of the bank of which nothing, or not all, could be used (异常报文): a person is to see it.
 *
 * @param via HTTPS, FILE or ANSWER (to an order of ours); null where part of it was taken
 * @param name of the file, null where it came by a call
 * @param because in Chinese
 * @param size in bytes; of what was too large to be read, as far as it was read
 * @param sha256 of what came, null where it was not read
 * @param copies in how many minutes the same came
 * @param settlement what a person found, null while nobody has looked
 */
record BankStray(
        long id,
        @Nullable String via,
        @Nullable String name,
        String because,
        long size,
        @Nullable String sha256,
        Instant receivedAt,
        Instant lastAt,
        int copies,
        @Nullable Instant settledAt,
        @Nullable String settledBy,
        @Nullable String settlement) {

    String viaZh() {
        return switch (via) {
            case null -> "部分未采用";
            case "FILE" -> "文件，整份未接收";
            case "ANSWER" -> "付款回执，未接收";
            default -> "接口，整份未接收";
        };
    }

    String sizeZh() {
        return size < 10_000 ? size + " 字节" : size < 10_000_000 ? size / 1000 + " KB" : size / 1_000_000 + " MB";
    }
}
