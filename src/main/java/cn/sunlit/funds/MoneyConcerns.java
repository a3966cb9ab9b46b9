package cn.sunlit.funds;

import cn.sunlit.alerts.Concern;
import cn.sunlit.alerts.Lamps;
import cn.sunlit.funds.MoneyConcernStore.Waiting;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Money that waits for an act and has no node in a docket: what the cashiers answer for, and what a case's officer does. */
@Component
class MoneyConcerns implements Concern.Source {

    private final MoneyConcernStore store;
    private final CourtPractice practice;
    private final Holidays holidays;
    private volatile @Nullable Found found;

    MoneyConcerns(MoneyConcernStore store, CourtPractice practice, Holidays holidays) {
        this.store = store;
        this.practice = practice;
        this.holidays = holidays;
    }

    @Override
    public List<Concern> standing(LocalDate today) {
        ConcernRules rules = new ConcernRules(holidays.calendar());
        Map<CourtCode, LocalPractice> practices = new HashMap<>();
        Function<Waiting, Lamps> toBeDone =
                w -> rules.toBeDone(w.since(), practices.computeIfAbsent(w.court(), practice::of), today);
        List<Concern> all = new ArrayList<>();
        for (Waiting w : store.unknown(today.minusDays(SuspenseDesk.CLAIM_WITHIN))) {
            String body = "不明款 %s 元，%s到账，还没有认领或者退还".formatted(money(w), Show.date(w.since()));
            all.add(of("UNKNOWN", w, Role.FINANCE, body, "/cashier/suspense", ConcernRules.unknown(w.since())));
        }
        for (Waiting w : lying(today)) {
            String body = "案款 %s 元没有发放，最早%s到账，也没有在办的案款节点".formatted(money(w), Show.date(w.since()));
            // What came later is another matter when the older money has been paid.
            all.add(of("LYING", w.id() + ":" + w.since(), w, null, body, funds(w, ""), rules.lying(w.since())));
        }
        for (Waiting w : store.cameBack()) {
            String body = "付款 %s 元被银行退回，还没有重新审批".formatted(money(w));
            all.add(of("CAME_BACK", w, null, body, funds(w, ""), toBeDone.apply(w)));
        }
        for (Waiting w : store.missed(today)) {
            String body = "分期履行第%d期（%s到期）没有付清，差 %s 元；申请执行人可以申请恢复执行".formatted(w.no(), Show.date(w.since()), money(w));
            all.add(of("MISSED", w, null, body, funds(w, "/instalments"), toBeDone.apply(w)));
        }
        for (Waiting w : store.refused()) {
            String body = "银行分录%s没有入账，差异还没有处理".formatted(w.amount() == null ? "" : " " + money(w) + " 元");
            all.add(of("REFUSED", w, Role.FINANCE, body, "/cashier/differences/" + w.id(), toBeDone.apply(w)));
        }
        for (Waiting w : store.strays()) {
            all.add(of("STRAY", w, Role.FINANCE, "银行的异常报文还没有处理", "/cashier/messages", toBeDone.apply(w)));
        }
        for (Waiting w : store.cash()) {
            boolean handed = w.no() == 1;
            String body = "现金 XJ-%d %s 元%s".formatted(w.id(), money(w), handed ? "财务已收，还没有缴存银行" : "还没有移交财务");
            Role desk = handed ? Role.FINANCE : null;
            all.add(of("CASH", w, desk, body, handed ? "/cashier" : funds(w, ""), ConcernRules.cash(w.since())));
        }
        for (Waiting w : store.held(today.minusDays(27))) {
            String body = "留存款项 %s 元，%s以后没有核查事由是否仍然存在".formatted(money(w), Show.date(w.since()));
            all.add(of(
                    "HELD", w.id() + ":" + w.since(), w, null, body, funds(w, "/holds"), ConcernRules.held(w.since())));
        }
        return all;
    }

    /**
     * Money ages by the day: the accounts of all cases are read once on each, and for the rest of it only those in which money was found
     * to lie are asked again, so that what was paid ends at once.
     */
    private List<Waiting> lying(LocalDate today) {
        LocalDate until = today.minusDays(3);
        Found before = found;
        if (before != null && before.day().equals(today)) {
            return store.lying(until, before.accounts());
        }
        List<Waiting> all = store.lying(until);
        found = new Found(today, all.stream().map(Waiting::id).toList());
        return all;
    }

    private record Found(LocalDate day, List<Long> accounts) {}

    private static Concern of(String kind, Waiting w, @Nullable Role desk, String body, String path, Lamps lamps) {
        return of(kind, w.id() + ":" + w.no(), w, desk, body, path, lamps);
    }

    private static Concern of(
            String kind, String subject, Waiting w, @Nullable Role desk, String body, String path, Lamps lamps) {
        return new Concern(kind, subject, w.court(), w.caseId(), desk, body, path, w.amount(), w.since(), lamps);
    }

    private static String money(Waiting w) {
        return w.amount() == null ? "" : w.amount().display();
    }

    private static String funds(Waiting w, String suffix) {
        return w.caseNumber() == null ? "/cashier" : Show.casePath(w.caseNumber(), "/funds" + suffix);
    }
}
