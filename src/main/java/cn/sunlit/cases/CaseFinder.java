package cn.sunlit.cases;

import cn.sunlit.docket.CaseLookup;
import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.PartyLogins;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers the modules below that must find a case: the docket by its number, the door by number and name of a party. */
@Component
@Transactional(readOnly = true)
class CaseFinder implements CaseLookup, PartyLogins {

    private final CaseStore store;
    private final MandateStore mandates;
    private final Parties parties;
    private final Clock clock;

    CaseFinder(CaseStore store, MandateStore mandates, Parties parties, Clock clock) {
        this.mandates = mandates;
        this.clock = clock;
        this.store = store;
        this.parties = parties;
    }

    @Override
    public Optional<CaseRef> find(CaseNumber number) {
        return store.byNumber(number).map(row -> new CaseRef(row.id(), row.court(), row.takenOverBy(), row.number()));
    }

    @Override
    public Map<Long, CaseNumber> numbers(List<Long> ids) {
        return store.numbers(ids);
    }

    /**
     * Of several parties of the same name the first with a phone; neither answer tells whether the case exists. That a phone was
     * taken to send a code to it is on record.
     */
    @Override
    @Transactional
    public Optional<PartyAccess> find(String caseNumber, String name) {
        CaseNumber number;
        try {
            number = CaseNumber.parseAnyForm(caseNumber);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (CaseStore.LoginRow row : store.partiesNamed(number, name.strip(), LocalDate.now(clock))) {
            Optional<String> phone = parties.phone(row.party(), new Purpose(row.court(), row.id(), "发送登录验证码短信"));
            if (phone.isPresent()) {
                return Optional.of(new PartyAccess(
                        row.id(),
                        row.party().value(),
                        row.court(),
                        row.side() == Side.APPLICANT ? Role.APPLICANT_PARTY : Role.RESPONDENT_PARTY,
                        row.name(),
                        phone.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<Long> seats(CaseId id, Role side, long party) {
        return mandates.seats(
                id, side == Role.APPLICANT_PARTY ? Side.APPLICANT : Side.RESPONDENT, party, LocalDate.now(clock));
    }
}
