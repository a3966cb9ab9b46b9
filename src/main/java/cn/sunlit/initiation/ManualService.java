package cn.sunlit.initiation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Service on paper where electronic service is impossible or was not agreed to.
 *
 * @param how {@code DIRECT} 直接送达, {@code MAIL} 邮寄送达, {@code LEFT} 留置送达, {@code ANNOUNCEMENT} 公告送达
 * @param receipt what the proof of service is kept under: the number of the receipt or of the parcel
 * @param on the day of service; today if left out
 */
public record ManualService(
        String how, String receipt, @Nullable LocalDate on) {}
