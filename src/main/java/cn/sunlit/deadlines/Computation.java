package cn.sunlit.deadlines;

import cn.sunlit.statutes.HolidayNotice;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reckoning of a last day, whole: everything that it depends on, and the result. {@link Reckoner} makes it and makes it again.
 *
 * @param form of this text; 1
 * @param excluded days that do not count, in the order of their entries; they are taken as a union
 * @param extended by how much the period was lengthened
 * @param calendar what the notices say of the days that mattered; a year without a notice stands here without a hash
 */
public record Computation(
        int form,
        Start start,
        Rule rule,
        List<Stretch> excluded,
        List<Extension> extended,
        List<Notice> calendar,
        Result result) {

    /** The form that is written. */
    public static final int NEWEST = 1;

    /**
     * What sets the clock going.
     *
     * @param event the start event of the catalogue, {@code CASE_FILED}, and its name
     * @param on its day, which is not counted
     * @param reported the day as it was reported first, where it was corrected since
     */
    public record Start(
            String event,
            String name,
            LocalDate on,
            Shown shown,
            @Nullable LocalDate reported) {

        public Start {
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(shown, "shown");
        }
    }

    /**
     * The document or fact that shows something.
     *
     * @param kind DOCUMENT, REPLY, VOUCHER, MESSAGE, RECORD, EXTERNAL (of another authority) or FACT
     * @param reference its number or its key in its own module; empty for a fact told in words
     * @param sha256 of its content, hex, where there is one
     */
    public record Shown(
            String kind,
            String reference,
            String title,
            @Nullable String sha256) {}

    /**
     * The rule that the period follows.
     *
     * @param node code and name in the catalogue, whose version and hash stand beside it
     * @param authority STATUTORY, JUDICIAL_POLICY, LOCAL_PRACTICE or DESIGN_DEFAULT
     * @param basis as the catalogue cites it
     * @param articles of shipped statutes that it cites, each with its edition
     * @param period {@code 6 MONTH}; null where there is none
     * @param backward whether it runs back from a reference instead of on from the start
     * @param reference what it runs back from, null until that day is known
     * @param yellow how much is left when it turns yellow, null where it does so only at the end
     */
    public record Rule(
            String node,
            String name,
            String catalogue,
            String authority,
            List<String> basis,
            List<String> articles,
            @Nullable String period,
            boolean backward,
            @Nullable LocalDate reference,
            @Nullable String yellow,
            @Nullable String red) {

        public Rule {
            basis = List.copyOf(basis);
            articles = List.copyOf(articles);
        }

        /** The same, running back from this day. */
        public Rule to(@Nullable LocalDate day) {
            return new Rule(node, name, catalogue, authority, basis, articles, period, backward, day, yellow, red);
        }
    }

    /**
     * Days that do not count, both ends counted.
     *
     * @param entry its number in the case's ledger
     * @param ground as an upper-case word, and its name
     * @param to null while it lasts
     */
    public record Stretch(
            long entry,
            String ground,
            String name,
            LocalDate from,
            @Nullable LocalDate to,
            Shown shown,
            String proposedBy,
            String approvedBy,
            String law) {

        public Stretch {
            Objects.requireNonNull(from, "from");
        }
    }

    /** @param period in the unit of the rule's own */
    public record Extension(long entry, String period, Shown shown, String proposedBy, String approvedBy, String law) {

        public Extension {
            Objects.requireNonNull(period, "period");
        }
    }

    /**
     * What one year's notice says of the days that mattered.
     *
     * @param source its address; null where it is not published
     */
    public record Notice(
            int year,
            @Nullable String source,
            @Nullable String number,
            @Nullable String sha256,
            List<LocalDate> off,
            List<LocalDate> makeUp) {

        public Notice {
            off = List.copyOf(off);
            makeUp = List.copyOf(makeUp);
        }

        static Notice of(HolidayNotice n) {
            return new Notice(
                    n.year(),
                    n.source(),
                    n.number(),
                    n.sha256(),
                    n.off().stream().sorted().toList(),
                    n.makeUp().stream().sorted().toList());
        }
    }

    /**
     * @param dueOn the last day in time; null where there is no period, what it runs back from is not known, or the clock stands
     * @param overdueOn the day after it
     * @param provisional whether the holidays of a year concerned are not published yet
     * @param stoppedSince since when the clock stands, as long as nobody knows until when
     */
    public record Result(
            @Nullable LocalDate dueOn,
            @Nullable LocalDate yellowOn,
            @Nullable LocalDate redOn,
            @Nullable LocalDate overdueOn,
            boolean provisional,
            @Nullable LocalDate stoppedSince) {

        static final Result NONE = new Result(null, null, null, null, false, null);
    }

    public Computation {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(result, "result");
        excluded = List.copyOf(excluded);
        extended = List.copyOf(extended);
        calendar = List.copyOf(calendar);
    }

    /** Reads the canonical text. */
    public static Computation read(String json) {
        return CanonicalJson.read(json, Computation.class);
    }

    /** The text that is stored, hashed and handed out. */
    public String canonical() {
        return CanonicalJson.write(this);
    }

    /** SHA-256 of the canonical text, hex. */
    public String sha256() {
        return CanonicalJson.sha256(canonical());
    }

    /** The years and the beginnings of the notices' hashes, {@code 2026:1a2b3c4d 2027:?}; empty where no day was looked up. */
    public String notices() {
        return String.join(
                " ", calendar.stream().map(n -> notice(n.year(), n.sha256())).toList());
    }

    /** How {@link #notices} writes one year. */
    public static String notice(int year, @Nullable String sha256) {
        return year + ":" + (sha256 == null ? "?" : sha256.substring(0, 8));
    }

    WorkCalendar workCalendar() {
        return WorkCalendar.of(calendar.stream()
                .filter(n -> n.sha256() != null)
                .map(n -> new HolidayNotice(
                        n.year(),
                        n.source() == null ? "" : n.source(),
                        n.number(),
                        n.sha256() == null ? "" : n.sha256(),
                        new HashSet<>(n.off()),
                        new HashSet<>(n.makeUp())))
                .toList());
    }

    /** {@code 6 MONTH}. */
    public static String write(Period period) {
        return period.value() + " " + period.unit();
    }

    /** @throws IllegalArgumentException when it is none */
    public static Period period(String text) {
        String[] parts = text.split(" ");
        if (parts.length != 2) {
            throw new IllegalArgumentException("“%s”不是期间，应形如“6 MONTH”".formatted(text));
        }
        try {
            return new Period(Integer.parseInt(parts[0]), Period.Unit.valueOf(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("“%s”不是期间，应形如“6 MONTH”".formatted(text), e);
        }
    }

    static List<Notice> notices(WorkCalendar calendar, LocalDate from, LocalDate to) {
        List<Notice> all = new ArrayList<>();
        calendar.noticesOn(from, to).forEach(n -> all.add(Notice.of(n)));
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            if (calendar.isProvisional(year)) {
                all.add(new Notice(year, null, null, null, List.of(), List.of()));
            }
        }
        all.sort(Comparator.comparingInt(Notice::year));
        return all;
    }
}
