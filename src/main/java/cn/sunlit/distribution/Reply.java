package cn.sunlit.distribution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody who did not object, was told of an objection, and perhaps opposes it. */
record Reply(
        long objection,
        long recipient,
        String name,
        LocalDate toldOn,
        LocalDate dueOn,
        @Nullable LocalDate opposedOn,
        @Nullable String words) {}
