package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.OverControl.Item;
import cn.sunlit.property.OverControl.Level;
import cn.sunlit.property.OverControl.Line;
import cn.sunlit.property.OverControl.Meter;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The meter of a case, for whoever may see it, and the releases that its officer confirms (控制额度表). */
@Service
public class OverControlDesk {

    private final OverControlStore store;
    private final Measures measures;
    private final Cases cases;
    private final Funds funds;
    private final CourtPractice practice;
    private final Publicity publicity;
    private final Clock clock;

    OverControlDesk(
            OverControlStore store,
            Measures measures,
            Cases cases,
            Funds funds,
            CourtPractice practice,
            Publicity publicity,
            Clock clock) {
        this.store = store;
        this.measures = measures;
        this.cases = cases;
        this.funds = funds;
        this.practice = practice;
        this.publicity = publicity;
        this.clock = clock;
    }

    /** The meter as its reader may see it, or nothing where it is not open to him. What was only ordered is no party's business. */
    @Transactional(readOnly = true)
    public Optional<MeterView> openTo(Actor by, CaseFile file) {
        Audience who = Publicity.audience(by, file.court());
        return publicity.open(who, Thing.OVER_CONTROL) && file.hasMoney()
                ? Optional.of(MeterView.of(meter(file), by.kind() != Actor.Kind.PARTY))
                : Optional.empty();
    }

    /** The meter as of today; the caller has asked whether it may be seen. */
    @Transactional(readOnly = true)
    Meter meter(CaseFile file) {
        LocalDate today = LocalDate.now(clock);
        LocalPractice set = practice.of(file.court());
        List<Item> items = store.items(file.id());
        LocalDate disposal =
                today.plusDays(set.on(PracticeNumber.DISPOSAL_DAYS, today).value());
        CaseId id = file.id();
        return OverControl.meter(
                OverControl.claim(funds.owed(id, today), funds.owed(id, disposal), disposal, items, set, today), items);
    }

    /**
     * Orders the releases that were proposed, those of them that are still proposed now.
     *
     * @param chosen the measures
     * @return how many were ordered
     */
    @Transactional
    int release(Actor by, CaseNumber number, Set<Long> chosen) {
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, number);
        Meter meter = meter(file);
        if (meter.level() != Level.OVER) {
            throw new Problem.Conflict("本案控制的财产没有应当解除的超出部分");
        }
        List<Line> lines = meter.releases().stream()
                .filter(l -> chosen.contains(l.item().measure()))
                .toList();
        if (lines.isEmpty()) {
            throw new Problem.Invalid(
                    "measure",
                    "请选择要解除的：%s"
                            .formatted(meter.releases().stream()
                                    .map(l -> l.item().title())
                                    .collect(Collectors.joining("、"))));
        }
        for (Line line : lines) {
            measures.order(
                    by,
                    number,
                    new MeasureDraft(
                            MeasureKind.RELEASE,
                            line.item().asset(),
                            line.whole() ? null : line.release(),
                            "超标的额控制，解除超出部分（查封扣押冻结规定第十九条）"));
        }
        return lines.size();
    }
}
