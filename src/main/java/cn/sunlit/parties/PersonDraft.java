package cn.sunlit.parties;

import org.jspecify.annotations.Nullable;

/**
 * A party as an application names it, checked already: the number in its canonical spelling.
 *
 * @param idType {@code RESIDENT_ID}, {@code CREDIT_CODE}, {@code PASSPORT} …; null exactly when there is no number
 * @param phone digits as dialled
 */
public record PersonDraft(
        Kind kind,
        String name,
        @Nullable String idType,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String address) {}
