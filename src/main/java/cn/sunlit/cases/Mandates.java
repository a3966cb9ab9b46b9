package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Party;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Agents, legal representatives and successors of parties: appointed by a document, ended by one, both on record. What they
 * may see and do follows at their next request, because who sits in a case is asked each time.
 */
@Service
@Transactional
public class Mandates {

    private final Cases cases;
    private final CaseStore caseStore;
    private final MandateStore store;
    private final Parties parties;
    private final Messages messages;
    private final Audit audit;
    private final Clock clock;

    Mandates(
            Cases cases,
            CaseStore caseStore,
            MandateStore store,
            Parties parties,
            Messages messages,
            Audit audit,
            Clock clock) {
        this.cases = cases;
        this.caseStore = caseStore;
        this.store = store;
        this.parties = parties;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of a case, the newest first, those that are over too; phones masked. */
    @Transactional(readOnly = true)
    public List<Mandate> ofCase(CaseId id) {
        List<Mandate> all = store.ofCase(id);
        Map<PartyId, Party> people =
                parties.all(all.stream().map(Mandate::person).distinct().toList());
        return all.stream()
                .map(m -> m.withPhone(Optional.ofNullable(people.get(m.person()))
                        .map(Party::maskedPhone)
                        .orElse(null)))
                .toList();
    }

    /** Under which mandates this reader of the portal acts today; none for a party itself. */
    @Transactional(readOnly = true)
    public List<Mandate> heldBy(Actor by, CaseId id) {
        LocalDate today = LocalDate.now(clock);
        return by.party().isEmpty()
                ? List.of()
                : store.ofCase(id).stream()
                        .filter(m -> m.isInForce(today)
                                && m.person().value() == by.party().getAsLong())
                        .toList();
    }

    /**
     * Lets a party, or who acts for it, do what the law keeps for a party and for agents with special authority.
     *
     * @throws Problem.Conflict with the article where the authority does not reach
     */
    public void allow(Actor by, CaseFile file, SpecialPower act) {
        if (by.kind() != Actor.Kind.PARTY || !by.cases().contains(file.id())) {
            throw new Problem.Forbidden("只有本案当事人及其代理人可以这样做");
        }
        boolean itself = Stream.concat(file.applicants().stream(), file.respondents().stream())
                .anyMatch(p ->
                        by.party().isPresent() && p.id().value() == by.party().getAsLong());
        List<Mandate> held = heldBy(by, file.id());
        if (itself || held.stream().anyMatch(m -> m.covers(act))) {
            return;
        }
        throw new Problem.Conflict(
                "您的授权不包括“%s”".formatted(act.zh()),
                held.stream().flatMap(m -> MandateRules.beyond(m, act).stream()).toList());
    }

    /** Why execution money of this applicant may not go to an account of this name; empty where it may. */
    @Transactional(readOnly = true)
    public List<Problem.Refusal> againstPaying(CaseFile file, CaseParty applicant, String account) {
        return MandateRules.againstPaying(applicant, account, store.ofCase(file.id()), LocalDate.now(clock));
    }

    /**
     * Puts a mandate on record.
     *
     * @return its key
     * @throws Problem.Invalid naming every wrong field
     * @throws Problem.Conflict with every legal ground against it
     */
    long appoint(Actor by, CaseNumber number, MandateDraft draft) {
        CaseFile file = cases.open(by, UseCase.MANAGE_MANDATES, number);
        caseStore.lock(file.id());
        LocalDate today = LocalDate.now(clock);
        MandateReader.Read read = MandateReader.read(draft, file, today);
        PartyId known = read.person().idNumber() == null
                ? null
                : parties.byNumber(
                                String.valueOf(read.person().idType()),
                                read.person().idNumber())
                        .orElse(null);
        List<Mandate> inForce =
                store.ofCase(file.id()).stream().filter(m -> m.isInForce(today)).toList();
        List<Problem.Refusal> refusals = MandateRules.against(
                read.kind(), read.principal(), inForce, known, read.person().name());
        if (known != null && opponents(file, read.principal()).anyMatch(p -> p.id().equals(known))) {
            refusals = Stream.concat(
                            refusals.stream(),
                            Stream.of(new Problem.Refusal(
                                    "WT-SIDES",
                                    "",
                                    "%s是本案对方当事人，不能同时代理双方"
                                            .formatted(read.person().name()))))
                    .toList();
        }
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict("不能登记%s".formatted(read.kind().zh()), refusals);
        }
        PartyId person = parties.register(by, read.person());
        int position = store.position(
                file.id(), read.principal().side(), read.principal().id());
        long id = store.add(
                by,
                file.id(),
                read.principal().side(),
                position,
                new MandateStore.New(
                        read.kind(),
                        person,
                        read.person().name(),
                        read.powers(),
                        read.replaces(),
                        read.paper(),
                        read.from(),
                        read.until()),
                clock.instant());
        Mandate given = one(file.id(), id);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "MANDATE_GIVEN",
                        "登记%s为%s的%s（%s），依据《%s》"
                                .formatted(
                                        given.name(),
                                        given.principalName(),
                                        given.kind().zh(),
                                        given.authority(),
                                        given.paper()),
                        Map.of(
                                "mandate", Long.toString(id),
                                "kind", given.kind().name(),
                                "person", Long.toString(person.value()),
                                "principal", Long.toString(given.principal().value()),
                                "paper", given.paper(),
                                "from", given.from().toString(),
                                "until",
                                        given.until() == null
                                                ? ""
                                                : given.until().toString())));
        return id;
    }

    /**
     * Ends a mandate at once; the other side is told where an agent goes.
     *
     * @param why in at most 300 characters
     * @param paper what was handed in, at most 200
     */
    @Law(
            id = "WT-04",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 63,
            text = "诉讼代理人的权限如果变更或者解除，当事人应当书面告知人民法院，并由人民法院通知对方当事人。")
    void end(Actor by, CaseNumber number, long mandate, @Nullable String why, @Nullable String paper) {
        CaseFile file = cases.open(by, UseCase.MANAGE_MANDATES, number);
        String because = PlainText.required("why", why, 300, "请写明终止的原因，例如当事人解除委托");
        String by63 = PlainText.required("paper", paper, 200, "请写明依据的书面材料，例如解除委托告知书（2026年3月2日）");
        Mandate held = one(file.id(), mandate);
        LocalDate today = LocalDate.now(clock);
        if (!store.end(by, file.id(), mandate, new Mandate.Ending(today, because, by63, by.name()))) {
            throw new Problem.Conflict(
                    "%s的%s已经终止".formatted(held.name(), held.kind().zh()));
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "MANDATE_ENDED",
                        "终止%s作为%s的%s：%s，依据《%s》"
                                .formatted(
                                        held.name(),
                                        held.principalName(),
                                        held.kind().zh(),
                                        because,
                                        by63),
                        Map.of(
                                "mandate", Long.toString(mandate),
                                "kind", held.kind().name(),
                                "person", Long.toString(held.person().value()),
                                "why", because,
                                "paper", by63)));
        if (held.kind() == Mandate.Kind.AGENT) {
            tellOthers(file, held);
        }
    }

    private void tellOthers(CaseFile file, Mandate held) {
        CaseParty principal = Stream.concat(file.applicants().stream(), file.respondents().stream())
                .filter(p -> p.id().equals(held.principal()) && p.side() == held.side())
                .findFirst()
                .orElseThrow();
        opponents(file, principal)
                .forEach(other -> parties.phone(other.id(), new Purpose(file.court(), file.id(), "短信告知对方代理人变动"))
                        .ifPresent(phone -> messages.send(new Sms(
                                "mandate:end:%d:%d"
                                        .formatted(held.id(), other.id().value()),
                                file.id(),
                                file.court(),
                                other.name(),
                                phone,
                                "%s：%s不再是%s的委托代理人。"
                                        .formatted(file.number().text(), held.name(), held.principalName())))));
    }

    private static Stream<CaseParty> opponents(CaseFile file, CaseParty of) {
        return (of.side() == Side.APPLICANT ? file.respondents() : file.applicants()).stream();
    }

    private Mandate one(CaseId id, long mandate) {
        return store.ofCase(id).stream()
                .filter(m -> m.id() == mandate)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("本案没有这项登记"));
    }
}
