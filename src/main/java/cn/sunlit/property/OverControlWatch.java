package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.documents.Document;
import cn.sunlit.funds.FundsArrived;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.OverControl.Level;
import cn.sunlit.property.OverControl.Line;
import cn.sunlit.property.OverControl.Meter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the meter of each case whose holds or debt changed. Where too much is held it warns the officer by the node of the
 * release and tells the debtor that he may ask for it; it releases nothing by itself.
 */
@Component
@Order(25)
class OverControlWatch implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(OverControlWatch.class);

    private final OverControlStore store;
    private final OverControlDesk desk;
    private final GuardianPapers papers;
    private final Cases cases;
    private final Docket docket;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OverControlWatch(
            OverControlStore store,
            OverControlDesk desk,
            GuardianPapers papers,
            Cases cases,
            Docket docket,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.desk = desk;
        this.papers = papers;
        this.cases = cases;
        this.docket = docket;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void debtChanged(FundsArrived arrived) {
        store.mark(arrived.cases());
    }

    @Override
    public int runDue() {
        int read = 0;
        for (long each : store.due()) {
            CaseId id = new CaseId(each);
            try {
                transaction.executeWithoutResult(status -> {
                    if (store.take(id)) {
                        read(id);
                    }
                });
            } catch (Problem cannot) {
                // A debt that a person must judge first has no meter; its next change asks again.
                LOG.warn("the meter of case {} cannot be read: {}", each, cannot.getMessage());
                transaction.executeWithoutResult(status -> store.take(id));
            }
            read++;
        }
        return read;
    }

    private void read(CaseId id) {
        CaseFile file = cases.byId(id);
        Meter meter = desk.meter(file);
        LocalDate today = LocalDate.now(clock);
        Optional<OverControlStore.Found> open = store.open(id);
        // Once nothing is owed everything is lifted for that reason, which the page of the assets offers.
        boolean over = meter.level() == Level.OVER && meter.claim().owedNow().isPositive();
        if (over && open.isEmpty()) {
            warn(file, meter, today);
        } else if (!over && open.isPresent()) {
            store.end(open.get().id(), today);
            audit.record(
                    Inquiries.robot(file.court()),
                    file.court(),
                    id,
                    new Act(
                            "OVER_CONTROL_ENDED",
                            "已控制的财产不再超出控制额度",
                            Map.of("held", meter.held().toString())));
        }
    }

    private void warn(CaseFile file, Meter meter, LocalDate today) {
        Actor robot = Inquiries.robot(file.court());
        String found = "已控制%s元，控制额度%s元，超出%s元"
                .formatted(
                        meter.held().display(),
                        meter.ceiling().display(),
                        meter.excess().display());
        for (Line line : meter.releases()) {
            docket.happened(
                    robot,
                    file.id(),
                    "EXCESS_FOUND",
                    today,
                    found,
                    "measure:" + line.item().measure(),
                    Set.of("D08"));
        }
        Document notice = papers.overControl(robot, file, meter, today);
        for (CaseParty p : file.respondents()) {
            papers.served(robot, notice, p, today);
        }
        store.begin(file.id(), file.court(), today, meter.ceiling(), meter.held(), notice.id());
        audit.record(
                robot,
                file.court(),
                file.id(),
                new Act(
                        "OVER_CONTROL_FOUND",
                        found + "，提请承办人解除超出部分，并告知被执行人可以申请解除",
                        Map.of(
                                "ceiling", meter.ceiling().toString(),
                                "held", meter.held().toString(),
                                "excess", meter.excess().toString())));
    }
}
