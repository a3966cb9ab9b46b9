package cn.sunlit.documents;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A service (送达) of a document.
 *
 * @param to who received it
 * @param party key of the party that received it; null in services of before, which go by the name
 * @param how the way: 电子送达, 邮寄, 直接送达, 公告
 */
public record Service(String to, @Nullable Long party, String how, LocalDate on) {}
