package cn.sunlit.property;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a court knows of one asset (财产档案): it may be held by many cases.
 *
 * @param share the respondent's own part as a fraction, null when it is undivided or unknown
 * @param values the newest first
 * @param net what is left of the newest value for the respondent's part behind the rights that go first
 * @param told controls of others as the institution told them
 * @param protections under which it falls
 * @param ground why it was screened out, null without one
 * @param duties what must still be done about it, with the article
 */
public record AssetDossier(
        AssetView asset,
        @Nullable String share,
        List<Value> values,
        @Nullable Money net,
        List<Holder> holders,
        List<Burden> burdens,
        List<InCase> cases,
        List<Told> told,
        List<Guarded> protections,
        @Nullable String protectedAs,
        @Nullable String protectedBecause,
        @Nullable Money reserved,
        @Nullable String reservedBecause,
        @Nullable String ground,
        List<Review> reviews,
        List<String> duties) {

    public AssetDossier {
        values = List.copyOf(values);
        holders = List.copyOf(holders);
        burdens = List.copyOf(burdens);
        cases = List.copyOf(cases);
        told = List.copyOf(told);
        protections = List.copyOf(protections);
        reviews = List.copyOf(reviews);
        duties = List.copyOf(duties);
    }

    /** Where a value or a fact comes from. */
    public enum Source {
        REPLY("机构反馈"),
        DECLARED("被执行人申报"),
        CLUE("线索核查"),
        AGREED("当事人议价"),
        INQUIRED("询价"),
        APPRAISED("评估");

        private final String zh;

        Source(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }

        /** Whether a fact about owners and rights can come from there. */
        boolean isOfRight() {
            return this == REPLY || this == DECLARED || this == CLUE;
        }
    }

    /** A value with its source and day. */
    public record Value(Source source, Money value, LocalDate valuedOn, String reference, String enteredBy) {}

    /**
     * Somebody else with a part in it, or in whose name it stands.
     *
     * @param role CO_OWNER (共有人) or REGISTERED (登记、占有名义人)
     * @param share the part of a co-owner, {@code 1/3}; null for joint ownership
     * @param toldOn when the co-owner was told of the hold
     * @param confirmedOn when the person in whose name it stands confirmed in writing that it is the respondent's
     */
    public record Holder(
            long id,
            String role,
            String name,
            @Nullable String share,
            Source source,
            String reference,
            @Nullable LocalDate toldOn,
            @Nullable String toldBy,
            @Nullable LocalDate confirmedOn,
            @Nullable String confirmedBy) {

        public boolean isCoOwner() {
            return role.equals("CO_OWNER");
        }

        public String roleZh() {
            return isCoOwner() ? (share == null ? "共同共有" : "按份共有") : "登记（占有）名义人";
        }
    }

    /** Rights of others in an asset. */
    public enum BurdenKind {
        MORTGAGE("抵押权"),
        PLEDGE("质权"),
        LIEN("留置权"),
        LEASE("租赁"),
        RESIDENCE("居住权");

        private final String zh;

        BurdenKind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }

        /** Whether its holder is paid before others from the price (优先受偿). */
        boolean goesFirst() {
            return this == MORTGAGE || this == PLEDGE || this == LIEN;
        }
    }

    /** @param secured the sum that it secures, null where none is known */
    public record Burden(
            long id,
            BurdenKind kind,
            String holder,
            @Nullable Money secured,
            @Nullable LocalDate registeredOn,
            Source source,
            String reference,
            @Nullable LocalDate endedOn) {

        /** Whether it is paid before others while it stands. */
        public boolean goesFirst() {
            return kind.goesFirst() && endedOn == null;
        }
    }

    /**
     * A case that knows the asset.
     *
     * @param measure the hold in words, null without one
     */
    public record InCase(
            CaseNumber number,
            String owner,
            String screening,
            @Nullable String measure,
            @Nullable Integer rank,
            @Nullable Money held,
            @Nullable LocalDate endsOn,
            boolean thisCase) {

        public String screeningZh() {
            return switch (screening) {
                case "EXECUTABLE" -> "可供执行";
                case "NOT_EXECUTABLE" -> "不予执行";
                default -> "待甄别";
            };
        }
    }

    /** A control of another court as the institution told it. */
    public record Told(
            String court,
            @Nullable String caseNumber,
            @Nullable Money amount,
            @Nullable LocalDate until,
            LocalDate toldOn) {}

    /** A protection under which it falls. */
    public record Guarded(
            String code,
            String name,
            String effect,
            String basis,
            @Nullable String text) {}

    /** Whether a fund kept for a purpose may be taken: asked and decided. */
    public record Review(
            long id,
            String protections,
            String because,
            String askedBy,
            Instant askedAt,
            @Nullable Boolean approved,
            @Nullable String opinion,
            @Nullable String decidedBy) {

        public String stateZh() {
            return approved == null ? "待院级审核" : approved ? "同意执行" : "不同意执行";
        }
    }
}
