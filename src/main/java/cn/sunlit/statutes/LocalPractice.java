package cn.sunlit.statutes;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** What a court has set for the defaults of the product, each from a day on; what it has not set stays as it is. */
public record LocalPractice(List<Setting> settings) {

    /** A court that has set nothing. */
    public static final LocalPractice NONE = new LocalPractice(List.of());

    /**
     * One setting.
     *
     * @param from the first day on which it holds
     * @param basis the paper of the court that says so
     */
    public record Setting(PracticeNumber what, LocalDate from, int value, String basis) {

        /** @throws IllegalArgumentException for a value out of bounds or a setting without its paper */
        public Setting {
            if (value < what.min() || value > what.max()) {
                throw new IllegalArgumentException("%s应在%d至%d之间".formatted(what.zh(), what.min(), what.max()));
            }
            if (basis.isBlank()) {
                throw new IllegalArgumentException("请写明本院规定的名称或者文号");
            }
        }
    }

    /**
     * What holds on a day.
     *
     * @param explanation says whether it is the product's default or the court's own setting, and since when
     */
    public record Value(int value, Explanation explanation) {

        /** For a setting that is yes or no. */
        public boolean isOn() {
            return value != 0;
        }
    }

    public LocalPractice {
        settings = settings.stream()
                .sorted(Comparator.comparing(Setting::from).reversed())
                .toList();
    }

    /** The newest setting that holds on the day of the legal event, else the default. */
    public Value on(PracticeNumber what, LocalDate day) {
        for (Setting s : settings) {
            if (s.what() == what && !s.from().isAfter(day)) {
                return new Value(
                        s.value(),
                        new Explanation(
                                what.rule(),
                                "",
                                "%s：%d（本院自%s起的规定：%s）".formatted(what.zh(), s.value(), s.from(), s.basis())));
            }
        }
        return new Value(
                what.standard(),
                new Explanation(what.rule(), "", "%s：%d（产品默认值）".formatted(what.zh(), what.standard())));
    }
}
