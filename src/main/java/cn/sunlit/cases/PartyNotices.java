package cn.sunlit.cases;

import cn.sunlit.docket.Audience;
import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.identity.Courts;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the parties of each public step: the message lies in the outbox in the very transaction of the act, so that no step
 * can be done and not told. A message names the case and the step, never a number of a person or an account.
 */
@Component
class PartyNotices {

    private final CaseStore store;
    private final Parties parties;
    private final Messages messages;
    private final Courts courts;

    PartyNotices(CaseStore store, Parties parties, Messages messages, Courts courts) {
        this.store = store;
        this.parties = parties;
        this.messages = messages;
        this.courts = courts;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(PublicNodeChanged change) {
        var row = store.byId(change.caseId());
        if (row.isEmpty()) {
            return;
        }
        String text = "【%s】%s：%s（%s），%s。可登录当事人服务平台查看详情。"
                .formatted(
                        courts.nameOf(change.court()),
                        row.get().number(),
                        change.publicName(),
                        change.nodeName(),
                        change.on());
        for (var party : store.participants(change.caseId())) {
            Audience audience = party.side() == Side.APPLICANT ? Audience.APPLICANT : Audience.RESPONDENT;
            if (!change.audience().contains(audience)) {
                continue;
            }
            parties.phone(party.party())
                    .ifPresent(phone -> messages.send(new Sms(
                            change.instance() + ":" + party.party(),
                            change.caseId(),
                            change.court(),
                            party.name(),
                            phone,
                            text)));
        }
    }
}
