package cn.sunlit.documents;

import java.time.LocalDate;

/**
 * A service (送达) of a document.
 *
 * @param to who received it
 * @param how the way: 电子送达, 邮寄, 直接送达, 公告
 */
public record Service(String to, String how, LocalDate on) {}
