package cn.sunlit.property;

import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Practice;
import cn.sunlit.property.MeasureStore.Measure;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.Periods;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the officer when an institution answers an order not at all; once for each order. */
@Component
@Order(25)
class Silence implements DueWork {

    private static final int WORKING_DAYS = 3;

    private final MeasureStore store;
    private final Effects effects;
    private final Holidays holidays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Silence(MeasureStore store, Effects effects, Holidays holidays, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.effects = effects;
        this.holidays = holidays;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Practice(id = "KZ-28", text = "协助执行通知发出三个工作日后协助单位仍未反馈的，提醒承办人（产品默认规则）")
    @Transactional
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = Periods.before(today, Period.workingDays(WORKING_DAYS), holidays.calendar());
        List<Long> silent = store.silent(day.atStartOfDay(clock.getZone()).toInstant(), today);
        for (long id : silent) {
            Measure m = store.lock(id).orElseThrow();
            effects.record(
                    Inquiries.robot(m.court()),
                    m,
                    "INSTITUTION_SILENT",
                    "%s对%s%s的协助执行通知逾期未反馈".formatted(m.place(), m.kind().zh(), m.assetTitle()));
            events.publishEvent(
                    new InstitutionSilent(m.caseId(), m.place(), m.kind().zh() + m.assetTitle()));
        }
        return silent.size();
    }
}
