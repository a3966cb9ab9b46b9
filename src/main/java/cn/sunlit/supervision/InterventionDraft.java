package cn.sunlit.supervision;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report as it comes in, not yet checked.
 *
 * @param on when it happened, {@code 2026-03-02}
 * @param above whether the superior court shall handle it, because it concerns somebody of one's own court
 */
@Schema(
        example =
                "{\"kind\":\"INSIDER\",\"on\":\"2026-03-02\",\"who\":\"丙某某\",\"post\":\"某局副局长\",\"how\":\"电话\",\"words\":\"打听案件进展\",\"above\":false}")
record InterventionDraft(
        @Nullable String kind,
        @Nullable String on,
        @Nullable String who,
        @Nullable String post,
        @Nullable String relation,
        @Nullable String how,
        @Nullable String words,
        @Nullable String witnesses,
        @Nullable String caseNumber,
        boolean above) {
    static final InterventionDraft EMPTY = new InterventionDraft("", "", "", "", "", "", "", "", "", false);
}
