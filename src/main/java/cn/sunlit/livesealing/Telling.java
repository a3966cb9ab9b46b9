package cn.sunlit.livesealing;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.livesealing.AllowanceStore.Payment;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Who hears of what. Applicants hear that a payment was refused and how much, never to whom it was to go. */
@Component
class Telling {

    private final Cases cases;
    private final Parties parties;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    Telling(Cases cases, Parties parties, Messages messages, ApplicationEventPublisher events) {
        this.cases = cases;
        this.parties = parties;
        this.messages = messages;
        this.events = events;
    }

    void officer(CaseId id, String text) {
        events.publishEvent(new PlanMoved(id, text));
    }

    /** A bank may ask again and again: an applicant is told once a day. */
    void refused(Payment p, String payee, String why) {
        officer(
                p.line().caseId(),
                "活封账户一笔付款未准许：付%s %s 元，%s".formatted(payee, p.amount().display(), why));
        LocalDate day = p.askedAt().atZone(TimeConfiguration.ZONE).toLocalDate();
        CaseFile file = cases.byId(p.line().caseId());
        for (CaseParty each : file.applicants()) {
            sms(
                    file,
                    each.id(),
                    each.name(),
                    "live-refused:%d:%d:%s".formatted(p.plan(), each.id().value(), day),
                    "%s：被执行人一笔超出活封方案的付款（%s元）未获准许，详见当事人门户。"
                            .formatted(file.number().text(), p.amount().display()));
        }
    }

    /** Tells every party of the case. @param key tells one message from another */
    void parties(CaseFile file, String key, String text) {
        for (CaseParty each : file.applicants()) {
            sms(file, each.id(), each.name(), key + ":" + each.id().value(), text);
        }
        for (CaseParty each : file.respondents()) {
            sms(file, each.id(), each.name(), key + ":" + each.id().value(), text);
        }
    }

    void debtor(CaseFile file, PartyId party, String name, String key, String text) {
        sms(file, party, name, key, text);
    }

    private void sms(CaseFile file, PartyId party, String name, String key, String text) {
        parties.phone(party, new Purpose(file.court(), file.id(), "短信告知活封方案的情况"))
                .ifPresent(phone -> messages.sendByDay(new Sms(key, file.id(), file.court(), name, phone, text)));
    }
}
