package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of a statement as kept.
 *
 * @param net what its booked entries add up to
 * @param entries how many they are
 */
record StatementPage(
        String statement,
        int number,
        boolean first,
        boolean last,
        LocalDate day,
        @Nullable Money opening,
        @Nullable Money closing,
        Money net,
        @Nullable Long sequence,
        int entries) {

    private static final int LISTED = 10;

    /** All that a statement says, put together from its pages. */
    record Whole(
            LocalDate day,
            @Nullable Money opening,
            Money closing,
            @Nullable Long sequence) {}

    /**
     * What is left to wait or to ask for, or the whole.
     *
     * @param flaw why the pages are no statement, in Chinese; null with a whole
     * @param waiting whether a page that is still to come may cure it
     */
    record Together(@Nullable Whole whole, @Nullable String flaw, boolean waiting) {}

    /**
     * Puts the pages of one statement together: they run without a gap from the first to the last, and their entries lead from
     * the opening balance of the first to the closing one of the last.
     *
     * @param pages at least one, by their numbers
     */
    static Together together(List<StatementPage> pages) {
        String name = "对账单 %s ".formatted(pages.getFirst().statement());
        StatementPage first =
                pages.stream().filter(StatementPage::first).findFirst().orElse(null);
        StatementPage last =
                pages.stream().filter(StatementPage::last).reduce((a, b) -> b).orElse(null);
        String here = "分页发来，已收到第 %s 页，"
                .formatted(numbers(pages.stream().map(StatementPage::number).toList()));
        TreeSet<Integer> missing = missing(pages, first, last);
        if (!missing.isEmpty()) {
            return new Together(
                    null,
                    name + here + "缺第 %s 页".formatted(numbers(missing.stream().toList())),
                    true);
        }
        if (first == null || last == null) {
            return new Together(null, name + here + (first == null ? "缺起始的一页" : "缺最后一页"), true);
        }
        List<StatementPage> beyond = pages.stream()
                .filter(p -> p.number() < first.number() || p.number() > last.number())
                .toList();
        if (!beyond.isEmpty()) {
            return new Together(
                    null,
                    name
                            + "第 %d 页标为最后一页，却又有第 %d 页"
                                    .formatted(last.number(), beyond.getLast().number()),
                    false);
        }
        Money closing = last.closing();
        if (closing == null) {
            return new Together(null, name + "最后一页没有期末余额（CLBD），不能用于对账", false);
        }
        Money sum = first.opening() == null
                ? closing
                : first.opening()
                        .plus(Money.sum(pages.stream().map(StatementPage::net).toList()));
        if (!sum.equals(closing)) {
            return new Together(
                    null,
                    name
                            + "共 %d 页 %d 笔，期初余额加各页已记账的分录应为 %s，期末余额却是 %s，相差 %s，不能用于对账"
                                    .formatted(
                                            pages.size(),
                                            pages.stream()
                                                    .mapToInt(StatementPage::entries)
                                                    .sum(),
                                            sum.display(),
                                            closing.display(),
                                            closing.minus(sum).display()),
                    false);
        }
        return new Together(new Whole(last.day(), first.opening(), closing, last.sequence()), null, false);
    }

    private static String numbers(List<Integer> all) {
        String listed = all.stream().limit(LISTED).map(String::valueOf).collect(Collectors.joining("、"));
        return all.size() <= LISTED ? listed : "%s……%d（共 %d 页）".formatted(listed, all.getLast(), all.size());
    }

    /** The numbers that must come between those that are here. */
    private static TreeSet<Integer> missing(
            List<StatementPage> pages, @Nullable StatementPage first, @Nullable StatementPage last) {
        TreeSet<Integer> missing = new TreeSet<>();
        int from = first == null ? pages.getFirst().number() : first.number();
        int to = last == null ? pages.getLast().number() : last.number();
        for (int i = from; i <= to; i++) {
            missing.add(i);
        }
        pages.forEach(p -> missing.remove(p.number()));
        return missing;
    }

    /** The flaw of each statement among the pages that were not put together. */
    static List<Left> left(List<StatementPage> pages) {
        TreeMap<String, List<StatementPage>> statements = new TreeMap<>();
        pages.forEach(p -> statements
                .computeIfAbsent(p.statement(), each -> new ArrayList<>())
                .add(p));
        List<Left> left = new ArrayList<>();
        statements.forEach((id, of) -> {
            String flaw = together(of).flaw();
            if (flaw != null) {
                left.add(new Left(id, of.getLast().day(), flaw));
            }
        });
        return left;
    }

    /** A statement that the bank began to tell. */
    record Left(String statement, LocalDate day, String because) {}
}
