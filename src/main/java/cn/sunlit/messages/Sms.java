package cn.sunlit.messages;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import org.jspecify.annotations.Nullable;

/**
 * A short message to be sent.
 *
 * @param dedupeKey names the occasion and the recipient; a second message of the same key is not queued
 * @param phone in full; stored encrypted
 */
public record Sms(
        String dedupeKey, @Nullable CaseId caseId, CourtCode court, String recipientName, String phone, String text) {}
