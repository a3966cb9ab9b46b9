package cn.sunlit.cases;

import cn.sunlit.database.Deferred;
import cn.sunlit.docket.Audience;
import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Datum;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Deferred<List<PublicNodeChanged>> deferred =
            new Deferred<>(50, Set.of("messages.message"), ArrayList::new, this::tell);

    PartyNotices(CaseStore store, Parties parties, Messages messages, Courts courts) {
        this.store = store;
        this.parties = parties;
        this.messages = messages;
        this.courts = courts;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(PublicNodeChanged change) {
        deferred.change(changes -> changes.add(change));
    }

    /** Whom to tell is looked up once for all that a transaction has changed. */
    private void tell(List<PublicNodeChanged> waiting) {
        List<PublicNodeChanged> changes = List.copyOf(waiting);
        waiting.clear();
        Map<CaseId, List<CaseStore.Notified>> parties =
                store.notified(changes.stream().map(PublicNodeChanged::caseId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(CaseStore.Notified::id));
        Map<PartyId, String> phones = this.parties.phones(parties.values().stream()
                .flatMap(List::stream)
                .map(CaseStore.Notified::party)
                .collect(Collectors.toSet()));
        for (PublicNodeChanged change : changes) {
            for (CaseStore.Notified party : parties.getOrDefault(change.caseId(), List.of())) {
                Audience audience = party.side() == Side.APPLICANT ? Audience.APPLICANT : Audience.RESPONDENT;
                String phone = phones.get(party.party());
                if (phone == null || !change.audience().contains(audience)) {
                    continue;
                }
                this.parties.used(party.party(), Datum.PHONE, new Purpose(change.court(), change.caseId(), "发送办案进度短信"));
                messages.send(new Sms(
                        change.instance() + ":" + party.party(),
                        change.caseId(),
                        change.court(),
                        party.name(),
                        phone,
                        "【%s】%s：%s（%s），%s。可登录当事人服务平台查看详情。"
                                .formatted(
                                        courts.nameOf(change.court()),
                                        party.number(),
                                        change.publicName(),
                                        change.nodeName(),
                                        change.on())));
            }
        }
    }
}
