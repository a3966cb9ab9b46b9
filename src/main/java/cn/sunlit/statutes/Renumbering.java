package cn.sunlit.statutes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an old article number of the Civil Procedure Law is today. Interpretations go on citing the numbers of the edition
 * under which they were made: "article 225" of one from 2020 is article 236 now.
 */
public final class Renumbering {

    public static final String STATUTE = "民事诉讼法";

    private static final StatuteBook.Statute NOW =
            StatuteBook.shipped().newest(STATUTE).orElseThrow();

    /** {@code 民事诉讼法第二百四十四条第二款}, and what is joined to it by 、 or 和 without repeating the name. */
    private static final Pattern CITED =
            Pattern.compile("民事诉讼法》?((?:[、和或者至]*第[一二三四五六七八九十百零]+条(?:第[一二三四五六七八九十]+[款项])*)+)");

    private static final Pattern ONE = Pattern.compile("第([一二三四五六七八九十百零]+)条");

    /** An edition before today's, by the year in which it was amended. */
    public enum Edition {
        OF_2012(2012, 2012),
        /** Numbered as in 2012. */
        OF_2017(2017, 2012),
        OF_2021(2021, 2021);

        private final int year;

        @SuppressWarnings("ImmutableEnumChecker") // made by toList
        private final List<Run> runs;

        Edition(int year, int table) {
            this.year = year;
            this.runs = Table.RUNS.stream().filter(r -> r.edition() == table).toList();
        }

        public int year() {
            return year;
        }

        /** Today's number of the article that had this one, or empty where there was no such article. */
        public OptionalInt present(int old) {
            return runs.stream()
                    .filter(r -> r.first() <= old && old <= r.last())
                    .mapToInt(r -> r.present() + old - r.first())
                    .findFirst();
        }

        /** The number that today's article had, or empty where it came later. */
        public OptionalInt old(int present) {
            return runs.stream()
                    .filter(r -> r.present() <= present && present <= r.present() + r.last() - r.first())
                    .mapToInt(r -> r.first() + present - r.present())
                    .findFirst();
        }

        /** The last article of the edition. */
        public int last() {
            return runs.getLast().last();
        }
    }

    private record Run(int edition, int first, int last, int present) {}

    /** Constants of an enum may not refer to fields of the class around them that come later. */
    private static final class Table {
        static final List<Run> RUNS = WorkCalendar.resource("law/civil-procedure-renumbering.csv")
                .lines()
                .filter(l -> !l.startsWith("#") && !l.isBlank())
                .map(l -> l.strip().split(","))
                .map(c -> new Run(
                        Integer.parseInt(c[0]), Integer.parseInt(c[1]), Integer.parseInt(c[2]), Integer.parseInt(c[3])))
                .toList();
    }

    /**
     * An old citation and what it is today.
     *
     * @param cite today's citation, {@code 民事诉讼法（2023）第二百三十六条}
     * @param words today's words of the article
     */
    public record Answer(int edition, int old, int present, String cite, String words) {}

    private Renumbering() {}

    /** Today's article of an old number, an answer for each edition that had such an article. */
    public static List<Answer> today(int old) {
        List<Answer> answers = new ArrayList<>();
        for (Edition edition : Edition.values()) {
            today(edition, old).ifPresent(answers::add);
        }
        return answers;
    }

    public static Optional<Answer> today(Edition edition, int old) {
        OptionalInt present = edition.present(old);
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(
                        edition.year(),
                        old,
                        present.getAsInt(),
                        NOW.cite(present.getAsInt()),
                        NOW.articles().getOrDefault(present.getAsInt(), "")));
    }

    /** {@code 2017年版第二百二十五条}: how today's article was numbered, the newest edition first. */
    public static List<String> formerly(int present) {
        List<String> before = new ArrayList<>();
        for (Edition edition : List.of(Edition.values()).reversed()) {
            OptionalInt old = edition.old(present);
            before.add(
                    edition.year() + "年版" + (old.isEmpty() ? "无此条" : "第" + StatuteBook.chinese(old.getAsInt()) + "条"));
        }
        return before;
    }

    /**
     * The old numbers in the words of another statute and what each is today.
     *
     * @param year in which that statute was published: it tells which edition it cites
     */
    public static List<Answer> citedIn(String words, int year) {
        Optional<Edition> edition = editionCitedIn(year);
        if (edition.isEmpty()) {
            return List.of();
        }
        Set<Integer> old = new LinkedHashSet<>();
        Matcher cited = CITED.matcher(words);
        while (cited.find()) {
            Matcher one = ONE.matcher(cited.group(1));
            while (one.find()) {
                old.add(StatuteBook.arabic(one.group(1)));
            }
        }
        return old.stream()
                .flatMap(n -> today(edition.get(), n).stream())
                .filter(a -> a.old() != a.present())
                .toList();
    }

    /** The edition in force when a text of that year was made; empty before 2013 and from 2024, today's own. */
    static Optional<Edition> editionCitedIn(int year) {
        if (year <= Edition.OF_2012.year() || year > NOW.year()) {
            return Optional.empty();
        }
        return Optional.of(
                year > Edition.OF_2021.year()
                        ? Edition.OF_2021
                        : year > Edition.OF_2017.year() ? Edition.OF_2017 : Edition.OF_2012);
    }

    /** The present citation of an article that is always cited by its old number. */
    static String citedAs(Edition edition, int old) {
        return NOW.cite(edition.present(old).orElseThrow());
    }
}
