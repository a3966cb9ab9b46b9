package cn.sunlit.oversight;

import cn.sunlit.kernel.Practice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The comparisons, pure: what one officer did in, what stands out and the rows behind it out. */
final class Patterns {

    /** So many deeds of one kind are needed before a deed is quick or slow among them. */
    private static final int ALIKE = 4;

    private final Limits limits;

    Patterns(Limits limits) {
        this.limits = limits;
    }

    /** What a court calls enough to look. */
    @Practice(id = "JD-02", text = "办案规律提示的门槛：至少五件，八成在最后一天，偶然出现的概率不超过百分之一，相同说明三次，回看一百八十日。均为产品默认值，由本院设定；提示只列数字和案件，不是结论。")
    record Limits(int cases, int lastDayPercent, int chancePerMille, int sameTexts) {}

    /** @param lastDay whether it was done on its last day; null where there is none to speak of */
    record Deed(
            long caseId,
            String code,
            @Nullable Long applicant,
            @Nullable String applicantName,
            int days,
            @Nullable Boolean lastDay) {}

    /** A case with how long it waited for the officer's first act, so far if there is none. */
    record Waiting(long caseId, long claimedFen, boolean secured, int days, boolean begun) {}

    record Told(long caseId, String text) {}

    /** What stands out, with the rows behind it. */
    record Found(Finding.Kind kind, String subject, String sentence, List<Behind> rows) {}

    record Behind(long caseId, String side, String text) {}

    List<Found> of(List<Deed> deeds, List<Waiting> waiting, List<Told> told) {
        List<Found> all = new ArrayList<>();
        all.addAll(lastDay(deeds));
        all.addAll(easyFirst(waiting));
        all.addAll(oneApplicant(deeds));
        all.addAll(sameText(told));
        return all;
    }

    private List<Found> lastDay(List<Deed> deeds) {
        List<Deed> dated = deeds.stream().filter(d -> d.lastDay() != null).toList();
        List<Deed> last =
                dated.stream().filter(d -> Boolean.TRUE.equals(d.lastDay())).toList();
        long cases = last.stream().map(Deed::caseId).distinct().count();
        if (cases < limits.cases() || last.size() * 100L < (long) limits.lastDayPercent() * dated.size()) {
            return List.of();
        }
        return List.of(new Found(
                Finding.Kind.LAST_DAY,
                "",
                "有期限的%d个节点中，%d个在最后一天办结（%d%%），涉及%d件案件"
                        .formatted(dated.size(), last.size(), last.size() * 100 / dated.size(), cases),
                last.stream()
                        .map(d -> new Behind(d.caseId(), "最后一天", "节点%s，用%d天".formatted(d.code(), d.days())))
                        .toList()));
    }

    /** The easier half by amount, and whatever came with property secured, against the rest: which waited less? */
    private List<Found> easyFirst(List<Waiting> waiting) {
        if (waiting.size() < 2 * limits.cases()) {
            return List.of();
        }
        double middle =
                Chance.median(waiting.stream().mapToDouble(Waiting::claimedFen).toArray());
        Map<Boolean, List<Waiting>> halves =
                waiting.stream().collect(Collectors.partitioningBy(w -> w.secured() || w.claimedFen() < middle));
        List<Waiting> easy = Objects.requireNonNull(halves.get(true));
        List<Waiting> rest = Objects.requireNonNull(halves.get(false));
        if (easy.size() < limits.cases() || rest.size() < limits.cases()) {
            return List.of();
        }
        double[] first = easy.stream().mapToDouble(Waiting::days).toArray();
        double[] second = rest.stream().mapToDouble(Waiting::days).toArray();
        double chance = Chance.ofSmaller(first, second);
        if (chance * 1000 > limits.chancePerMille()) {
            return List.of();
        }
        List<Behind> rows = new ArrayList<>();
        for (List<Waiting> half : List.of(easy, rest)) {
            half.stream()
                    .sorted(Comparator.comparingInt(Waiting::days))
                    .map(w -> new Behind(
                            w.caseId(),
                            half == easy ? "标的较小或者有保全财产" : "其余",
                            "标的%s元，立案后%d天%s"
                                    .formatted(
                                            new cn.sunlit.kernel.Money(w.claimedFen()).display(),
                                            w.days(),
                                            w.begun() ? "第一次办理" : "尚未办理")))
                    .forEach(rows::add);
        }
        return List.of(new Found(
                Finding.Kind.EASY_FIRST,
                "",
                "标的较小或者有保全财产的%d件，立案后第一次办理的中位数为%s天；其余%d件为%s天。出于偶然的概率约%s"
                        .formatted(
                                easy.size(),
                                figure(Chance.median(first)),
                                rest.size(),
                                figure(Chance.median(second)),
                                percent(chance)),
                rows));
    }

    /**
     * Each deed is placed among the same officer's deeds of the same node, each case gets the mean place of its deeds, and the
     * cases of one applicant are compared with all others: long nodes and quick ones do not disturb, and a case counts once.
     */
    private List<Found> oneApplicant(List<Deed> deeds) {
        Map<Long, Pace> paces = paces(deeds);
        Map<Long, List<Pace>> byApplicant = paces.values().stream()
                .filter(p -> p.applicant() != null)
                .collect(Collectors.groupingBy(
                        p -> Objects.requireNonNull(p.applicant()), LinkedHashMap::new, Collectors.toList()));
        List<Map.Entry<Long, List<Pace>>> often = byApplicant.entrySet().stream()
                .filter(e -> e.getValue().size() >= limits.cases()
                        && paces.size() - e.getValue().size() >= limits.cases())
                .toList();
        List<Found> found = new ArrayList<>();
        for (Map.Entry<Long, List<Pace>> each : often) {
            List<Pace> his = each.getValue();
            List<Pace> others =
                    paces.values().stream().filter(p -> !his.contains(p)).toList();
            // Whoever looks at ten applicants finds one in ten of what is rare: the chance counts for all that were
            // looked at.
            double chance = Math.min(1, often.size() * Chance.ofSmaller(places(his), places(others)));
            if (chance * 1000 <= limits.chancePerMille()) {
                found.add(favoured(each.getKey(), his, others, chance, often.size()));
            }
        }
        return found;
    }

    private static Found favoured(long applicant, List<Pace> his, List<Pace> others, double chance, int compared) {
        List<Behind> rows = new ArrayList<>();
        for (List<Pace> side : List.of(his, others)) {
            side.stream()
                    .sorted(Comparator.comparingDouble(Pace::place))
                    .map(p -> new Behind(
                            p.caseId(),
                            side == his ? "该申请执行人" : "同一承办人的其他案件",
                            "%d个节点，平均用%s天".formatted(p.deeds(), figure(p.days()))))
                    .forEach(rows::add);
        }
        return new Found(
                Finding.Kind.ONE_APPLICANT,
                Long.toString(applicant),
                "申请执行人%s的%d件，每个节点平均用时的中位数为%s天；同一承办人其他%d件的同类节点为%s天。出于偶然的概率约%s（比较了%d名申请执行人，已按次数校正）"
                        .formatted(
                                Objects.requireNonNullElse(his.getFirst().applicantName(), "（未载明）"),
                                his.size(),
                                figure(Chance.median(
                                        his.stream().mapToDouble(Pace::days).toArray())),
                                others.size(),
                                figure(Chance.median(
                                        others.stream().mapToDouble(Pace::days).toArray())),
                                percent(chance),
                                compared),
                rows);
    }

    /** @param place from 0, the quickest of its kind, to 1 */
    private record Pace(
            long caseId,
            @Nullable Long applicant,
            @Nullable String applicantName,
            double place,
            double days,
            int deeds) {}

    private static Map<Long, Pace> paces(List<Deed> deeds) {
        Map<String, List<Deed>> alike = deeds.stream().collect(Collectors.groupingBy(Deed::code));
        Map<Long, List<Deed>> byCase = deeds.stream()
                .filter(d -> Objects.requireNonNull(alike.get(d.code())).size() >= ALIKE)
                .collect(Collectors.groupingBy(Deed::caseId, LinkedHashMap::new, Collectors.toList()));
        Map<Long, Pace> paces = new HashMap<>();
        byCase.forEach((id, of) -> paces.put(
                id,
                new Pace(
                        id,
                        of.getFirst().applicant(),
                        of.getFirst().applicantName(),
                        of.stream()
                                .mapToDouble(d -> place(d, Objects.requireNonNull(alike.get(d.code()))))
                                .average()
                                .orElse(0),
                        of.stream().mapToInt(Deed::days).average().orElse(0),
                        of.size())));
        return paces;
    }

    private static double place(Deed deed, List<Deed> alike) {
        double before = alike.stream()
                .mapToDouble(d -> d.days() < deed.days() ? 1 : d.days() == deed.days() ? 0.5 : 0)
                .sum();
        return before / alike.size();
    }

    private static double[] places(Collection<Pace> paces) {
        return paces.stream().mapToDouble(Pace::place).toArray();
    }

    private List<Found> sameText(List<Told> told) {
        Map<String, List<Told>> same = told.stream()
                .collect(Collectors.groupingBy(
                        t -> t.text().replaceAll("[\\p{Punct}\\p{IsPunctuation}\\s\\d]", ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return same.values().stream()
                .filter(all -> all.stream().map(Told::caseId).distinct().count() >= limits.sameTexts())
                .map(all -> new Found(
                        Finding.Kind.SAME_TEXT,
                        Integer.toHexString(all.getFirst().text().hashCode()),
                        "对逾期的%d次说明中，%d次写的都是“%s”"
                                .formatted(
                                        told.size(), all.size(), all.getFirst().text()),
                        all.stream()
                                .map(t -> new Behind(t.caseId(), "相同说明", t.text()))
                                .toList()))
                .toList();
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String percent(double chance) {
        return chance < 0.0001 ? "不到万分之一" : String.format(Locale.ROOT, "%.2f%%", chance * 100);
    }
}
