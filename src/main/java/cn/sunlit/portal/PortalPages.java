package cn.sunlit.portal;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.ProofFile;
import cn.sunlit.audit.ProofLink;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Mandate;
import cn.sunlit.cases.Mandates;
import cn.sunlit.cases.Statements;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.ListOne;
import cn.sunlit.docket.ListOneSheet;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.messages.Messages;
import cn.sunlit.notices.Notices;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.property.OverControlDesk;
import cn.sunlit.property.Property;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import cn.sunlit.slips.Slip;
import cn.sunlit.slips.Slips;
import cn.sunlit.web.Download;
import cn.sunlit.web.Screen;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a party sees after logging in: its one case, as its side may see it. */
@Controller
class PortalPages {

    private final Cases cases;
    private final Mandates mandates;
    private final Statements statements;
    private final Docket docket;
    private final Documents documents;
    private final Messages messages;
    private final Parties parties;
    private final Funds funds;
    private final Slips slips;
    private final Property property;
    private final OverControlDesk overControl;
    private final Audit audit;
    private final Access access;
    private final StaffDirectory staff;
    private final Courts courts;
    private final Notices notices;
    private final Publicity publicity;
    private final Clock clock;

    PortalPages(
            Cases cases,
            Mandates mandates,
            Statements statements,
            Docket docket,
            Documents documents,
            Messages messages,
            Parties parties,
            Funds funds,
            Slips slips,
            Property property,
            OverControlDesk overControl,
            Audit audit,
            Access access,
            StaffDirectory staff,
            Courts courts,
            Notices notices,
            Publicity publicity,
            Clock clock) {
        this.cases = cases;
        this.mandates = mandates;
        this.statements = statements;
        this.docket = docket;
        this.documents = documents;
        this.messages = messages;
        this.parties = parties;
        this.funds = funds;
        this.slips = slips;
        this.property = property;
        this.overControl = overControl;
        this.audit = audit;
        this.access = access;
        this.staff = staff;
        this.courts = courts;
        this.notices = notices;
        this.publicity = publicity;
        this.clock = clock;
    }

    @GetMapping("/portal")
    Screen home(Actor by) {
        CaseFile file = own(by, UseCase.READ_CASE);
        String officer = file.officer() == null ? "尚未确定" : staff.nameOf(file.officer());
        PortalHead head = head(by, file, "/portal");
        ListOne nodes = new ListOne(docket.publicNodes(file.id(), audience(by)), !file.isRunning());
        ListOne list = head.agent() ? nodes.forAgent() : nodes;
        LocalDate today = LocalDate.now(clock);
        ListOneSheet sheet = new ListOneSheet(
                nodes,
                file.number(),
                file.caption(),
                courts.nameOf(file.court()),
                head.as(),
                head.agent(),
                officer,
                today);
        return new PortalHomePage(head, list, officer, sheet, today);
    }

    @GetMapping("/portal/property")
    @Transactional(readOnly = true)
    Screen property(Actor by) {
        CaseFile file = own(by, UseCase.READ_ASSETS);
        return new PortalPropertyPage(
                head(by, file, "/portal/property"),
                property.openTo(by, file),
                overControl.openTo(by, file).orElse(null),
                funds.view(file.id()).openTo(publicity, audience(by)),
                property.proofs(by, file));
    }

    @GetMapping("/portal/payment")
    Screen payment(Actor by) {
        CaseFile file = own(by, UseCase.READ_FUNDS);
        if (!publicity.open(audience(by), Thing.PAYMENT_SLIP)) {
            throw new Problem.NotFound("还款通知只给被执行人看");
        }
        LocalDate today = LocalDate.now(clock);
        Slip slip = slip(by, file).orElse(null);
        return new PortalPaymentPage(
                head(by, file, "/portal/payment"),
                slip == null ? funds.account(file.id()) : slip.account(),
                slip,
                funds.owed(file.id(), today),
                funds.settlement(file.id(), today),
                today);
    }

    @GetMapping("/portal/payment/slip.pdf")
    ResponseEntity<byte[]> slip(Actor by) {
        CaseFile file = own(by, UseCase.READ_FUNDS);
        if (!publicity.open(audience(by), Thing.PAYMENT_SLIP)) {
            throw new Problem.NotFound("缴款单只给被执行人");
        }
        Slip slip = slip(by, file).orElseThrow(() -> new Problem.NotFound("您代理不止一名被执行人，缴款单请向承办法官领取"));
        return Download.shown("slip.pdf", MediaType.APPLICATION_PDF, slips.print(List.of(slip)));
    }

    /** The slip of the respondent who reads, or for whom the reader acts, where that is one alone. */
    private Optional<Slip> slip(Actor by, CaseFile file) {
        Set<PartyId> mine = file.respondents().stream()
                .map(CaseParty::id)
                .filter(id -> id.equals(me(by)))
                .collect(Collectors.toSet());
        if (mine.isEmpty()) {
            mandates.heldBy(by, file.id()).stream().map(Mandate::principal).forEach(mine::add);
        }
        return mine.size() == 1 ? Optional.of(slips.of(file, mine.iterator().next())) : Optional.empty();
    }

    @GetMapping("/portal/messages")
    Screen messages(Actor by) {
        CaseFile file = own(by, UseCase.READ_CASE);
        return new PortalMessagesPage(
                head(by, file, "/portal/messages"),
                notices.to(file.id(), me(by)),
                notices.wantsSms(file.id(), me(by)),
                parties.ownPhone(me(by))
                        .map(phone -> messages.ofCase(file.id(), phone))
                        .orElse(List.of()));
    }

    /** What the person chooses for this case; see {@link Notices#choose}. */
    @PostMapping("/portal/messages/choice")
    String choose(@RequestParam String sms, Actor by, RedirectAttributes next) {
        CaseFile file = own(by, UseCase.READ_CASE);
        if (!sms.equals("on") && !sms.equals("off")) {
            throw new Problem.Invalid("sms", "请选择收短信（on）或者不收短信（off）");
        }
        notices.choose(by, file.id(), me(by), sms.equals("on"));
        next.addFlashAttribute("notice", sms.equals("on") ? "以后同时发短信给您" : "以后不再发短信给您，消息在这里看");
        return "redirect:/portal/messages";
    }

    @GetMapping("/portal/documents")
    Screen documents(Actor by) {
        CaseFile file = own(by, UseCase.READ_DOCUMENTS);
        return new PortalDocumentsPage(head(by, file, "/portal/documents"), served(by, file));
    }

    @GetMapping("/portal/documents/{id}")
    Screen document(@PathVariable long id, Actor by) {
        CaseFile file = own(by, UseCase.READ_DOCUMENTS);
        Document document = served(by, file).stream()
                .filter(d -> d.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("没有送达给您的这份文书"));
        return new PortalDocumentPage(head(by, file, "/portal/documents"), document);
    }

    @GetMapping("/portal/proofs")
    Screen proofs(Actor by, @RequestParam(defaultValue = "false") boolean codes) {
        CaseFile file = own(by, UseCase.READ_CASE);
        return new PortalProofsPage(head(by, file, "/portal/proofs"), open(by, file), codes);
    }

    @GetMapping("/portal/proofs/{entry}")
    ResponseEntity<String> proof(@PathVariable long entry, Actor by) {
        CaseFile file = own(by, UseCase.READ_CASE);
        if (open(by, file).stream().noneMatch(e -> e.id() == entry)) {
            throw new Problem.NotFound("没有这条存证，或者它不向您公开");
        }
        return Download.kept(
                "proof-" + entry + ".json", MediaType.APPLICATION_JSON, ProofFile.write(audit.proof(entry)));
    }

    /** Who read or used the party's data in this case, and what for (个人信息查阅记录). */
    @GetMapping("/portal/readings")
    Screen readings(Actor by) {
        CaseFile file = own(by, UseCase.READ_CASE);
        String mine = "party." + me(by).value();
        return new PortalReadingsPage(
                head(by, file, "/portal/readings"),
                audit.entries(file.id()).reversed().stream()
                        .filter(e -> publicity.ofAct(e.type()) == Thing.READING_OF_DATA
                                && publicity.open(
                                        audience(by),
                                        Thing.READING_OF_DATA,
                                        Fact.OWN,
                                        e.facts().containsKey(mine)))
                        .map(e -> new PortalReadingsPage.Reading(
                                e.at(),
                                e.type().equals("PERSONAL_DATA_READ") ? e.name() : "办案系统",
                                Arrays.stream(e.roles().split(","))
                                        .filter(role -> !role.isEmpty())
                                        .map(role -> Role.valueOf(role).zh())
                                        .collect(Collectors.joining("、")),
                                e.facts().getOrDefault(mine, ""),
                                e.facts().getOrDefault("reason", "")))
                        .toList());
    }

    @GetMapping("/portal/statements")
    Screen statements(Actor by) {
        return told(by, own(by, UseCase.READ_CASE), "", "", List.of(), 200);
    }

    /** What a party or an agent wants the court to know; see {@link Statements#state}. */
    @PostMapping("/portal/statements")
    Object state(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String text,
            Actor by,
            RedirectAttributes next) {
        CaseFile file = own(by, UseCase.READ_CASE);
        try {
            statements.state(by, file, kind, text);
        } catch (Problem.Invalid wrong) {
            return told(by, file, kind, text, wrong.sentences(), 422);
        } catch (Problem.Conflict refused) {
            return told(by, file, kind, text, refused.sentences(), 409);
        }
        next.addFlashAttribute("notice", "已提交给承办法官");
        return "redirect:/portal/statements";
    }

    private PortalStatementsPage told(
            Actor by, CaseFile file, String kind, String text, List<String> problems, int status) {
        return new PortalStatementsPage(
                head(by, file, "/portal/statements"), statements.own(by, file.id()), kind, text, problems, status);
    }

    /** The one case of the party's session. */
    CaseFile own(Actor by, UseCase what) {
        if (by.kind() != Actor.Kind.PARTY || by.cases().isEmpty()) {
            throw new Problem.Forbidden("请用案号、姓名和短信验证码登录当事人门户");
        }
        CaseFile file = cases.byId(by.cases().iterator().next());
        access.allow(by, what, file.court(), file.id());
        return file;
    }

    private static boolean isRespondent(Actor by) {
        return by.has(Role.RESPONDENT_PARTY);
    }

    private static Audience audience(Actor by) {
        return Objects.requireNonNull(Publicity.side(by), "only parties enter here");
    }

    PortalHead head(Actor by, CaseFile file, String at) {
        List<Mandate> held = mandates.heldBy(by, file.id());
        boolean agent = !held.isEmpty() && held.stream().allMatch(m -> m.kind() == Mandate.Kind.AGENT);
        String principals = held.stream().map(Mandate::principalName).distinct().collect(Collectors.joining("、"));
        return new PortalHead(
                file.number().text(),
                file.caption(),
                file.stage().zh(),
                audience(by).zh() + (held.isEmpty() ? "" : as(held.getFirst(), principals)),
                at,
                isRespondent(by),
                agent ? principals : null,
                held.stream().map(Mandate::authority).distinct().collect(Collectors.joining("；")));
    }

    /** 甲某的代理人, 乙公司的法定代表人, （承继甲某）. */
    private static String as(Mandate held, String principals) {
        return switch (held.kind()) {
            case AGENT -> principals + "的代理人";
            case REPRESENTATIVE -> principals + "的法定代表人、主要负责人";
            case SUCCESSOR -> "（承继" + principals + "）";
        };
    }

    /** The reader's own registration, under which things are told: as a party, else as who acts for it. */
    private static PartyId me(Actor by) {
        return new PartyId(by.party().orElseThrow(() -> new Problem.NotFound("案件中没有您这一方当事人的登记")));
    }

    private List<Document> served(Actor by, CaseFile file) {
        return documents.ofCase(by, file.id());
    }

    private List<Entry> open(Actor by, CaseFile file) {
        Set<String> told = docket.toldTo(file.id(), audience(by));
        Set<String> readable =
                served(by, file).stream().map(d -> Long.toString(d.id())).collect(Collectors.toSet());
        Set<Long> onListTwo = !publicity.open(audience(by), Thing.ACT_OF_LIST_TWO, Fact.READABLE, true)
                ? Set.of()
                : property.proofs(by, file).values().stream()
                        .map(ProofLink::entry)
                        .collect(Collectors.toSet());
        return audit.entries(file.id()).stream()
                .filter(e -> onListTwo.contains(e.id()) || isOpen(by, e, told, readable))
                .toList();
    }

    private boolean isOpen(Actor by, Entry e, Set<String> told, Set<String> readable) {
        Thing what = publicity.ofAct(e.type());
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        if (told.contains(e.facts().getOrDefault("node", ""))) {
            facts.add(Fact.NAMED);
        }
        if (readable.contains(e.facts().getOrDefault("document", ""))) {
            facts.add(Fact.READABLE);
        }
        return publicity.open(audience(by), what, facts);
    }
}
