package cn.sunlit.docket;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.CatalogueDraft.Outcome;
import cn.sunlit.docket.CatalogueDraft.Proposal;
import cn.sunlit.docket.CatalogueEditor.Change;
import cn.sunlit.docket.CatalogueStore.Adopted;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a court comes to a catalogue of its own: one writes a text, sees what is wrong with it, what it changes and what it would have
 * meant, and proposes a day; another agrees, and new cases follow it from that day. No text and no step is ever changed.
 */
@Service
@Transactional
class CatalogueDesk {

    private static final int LONGEST = 500;

    /** A text that is to begin later than this is rather forgotten than planned. */
    private static final int YEARS_AHEAD = 2;

    private final CatalogueStore store;
    private final DocketStore dockets;
    private final TrialStore trials;
    private final Catalogues catalogues;
    private final Access access;
    private final Courts courts;
    private final Audit audit;
    private final Clock clock;

    CatalogueDesk(
            CatalogueStore store,
            DocketStore dockets,
            TrialStore trials,
            Catalogues catalogues,
            Access access,
            Courts courts,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.dockets = dockets;
        this.trials = trials;
        this.catalogues = catalogues;
        this.access = access;
        this.courts = courts;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a text is worth: the catalogue that can be read from it, else why not; and what forbids to adopt it. */
    record Checked(@Nullable Catalogue catalogue, List<String> faults, List<Refusal> refusals) {
        boolean mayBeAdopted() {
            return catalogue != null && refusals.isEmpty();
        }
    }

    @Transactional(readOnly = true)
    Checked check(CatalogueDraft draft) {
        try {
            Catalogue catalogue = CatalogueReader.readForeign(draft.inner(), draft.open());
            List<Refusal> refusals = new ArrayList<>(CatalogueRules.refuse(catalogue, catalogues.shipped()));
            if (isTaken(draft.court(), catalogue)) {
                refusals.add(
                        new Refusal("QX-46", "产品口径，法律未规定", "版本号“%s”已用于另一套目录，请改用新的版本号".formatted(catalogue.version())));
            }
            return new Checked(catalogue, List.of(), List.copyOf(refusals));
        } catch (CatalogueFaults found) {
            return new Checked(null, found.faults(), List.of());
        }
    }

    @Practice(id = "QX-46", text = "同一版本号在一个法院只用于一套目录文本")
    private boolean isTaken(CourtCode court, Catalogue catalogue) {
        return catalogues.models().stream()
                        .map(Catalogues.Model::catalogue)
                        .anyMatch(m -> m.version().equals(catalogue.version())
                                && !m.hash().equals(catalogue.hash()))
                || store.adopted(List.of(court)).stream()
                        .anyMatch(a -> a.version().equals(catalogue.version())
                                && !a.hash().equals(catalogue.hash()));
    }

    /** The version that a case filed here today takes. */
    @Transactional(readOnly = true)
    long versionToday(CourtCode court) {
        return dockets.versionOn(court, LocalDate.now(clock));
    }

    /** What this court and those above it adopted, the newest first. */
    @Transactional(readOnly = true)
    List<Adopted> adopted(CourtCode court) {
        return store.adopted(upward(court));
    }

    private List<CourtCode> upward(CourtCode court) {
        List<CourtCode> way = new ArrayList<>();
        for (CourtCode at = court; at != null && !way.contains(at); ) {
            way.add(at);
            at = courts.find(at).map(Court::parent).orElse(null);
        }
        return way;
    }

    /** The drafts of one's own court and of those below it. */
    @Transactional(readOnly = true)
    List<CatalogueDraft> drafts(Actor by) {
        if (!access.may(by, UseCase.READ_SETTINGS, by.court())) {
            return List.of();
        }
        return store.drafts(courts.within(by.court()));
    }

    @Transactional(readOnly = true)
    CatalogueDraft open(Actor by, long id) {
        CatalogueDraft draft = find(id);
        access.allow(by, UseCase.READ_SETTINGS, draft.court());
        return draft;
    }

    private CatalogueDraft find(long id) {
        return store.draft(id).orElseThrow(() -> new Problem.NotFound("没有这份节点目录草案"));
    }

    private CatalogueDraft mine(Actor by, long id) {
        CatalogueDraft draft = find(id);
        access.allow(by, UseCase.DRAFT_CATALOGUE, draft.court());
        return draft;
    }

    /** Begins a draft from what is in force, or from a shipped text by its key. */
    long begin(Actor by, String from) {
        access.allow(by, UseCase.DRAFT_CATALOGUE, by.court());
        if (from.equals("FORCE")) {
            DocketStore.VersionText text = dockets.version(versionToday(by.court()));
            Catalogue inForce = catalogues.version(versionToday(by.court()));
            return keep(by, by.court(), null, "现行目录（%s）".formatted(inForce.version()), text.inner(), text.open());
        }
        Catalogues.Model model = catalogues.models().stream()
                .filter(m -> m.key().equals(from))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("from", "请选择从哪一套目录起草"));
        return keep(by, by.court(), null, model.title(), model.inner(), model.open());
    }

    /** Keeps texts that somebody sent, whatever their faults, unless they are not fit to be read at all. */
    long write(Actor by, long id, String inner, String open) {
        CatalogueDraft draft = mine(by, id);
        List<FieldError> errors = new ArrayList<>();
        unfit("inner", inner, "内部节点目录").ifPresent(errors::add);
        unfit("open", open, "公开节点目录").ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return follow(by, draft, inner, open);
    }

    private static Optional<FieldError> unfit(String field, String text, String what) {
        String unfit = CatalogueText.unfit(text, what);
        return Optional.ofNullable(unfit == null ? PlainText.unfit(text, true) : unfit)
                .map(sentence -> new FieldError(field, sentence));
    }

    /** Changes one node as a form says. */
    long change(Actor by, long id, String code, Change to) {
        CatalogueDraft draft = mine(by, id);
        Catalogue catalogue = readable(draft);
        node(catalogue, code);
        List<FieldError> errors = new ArrayList<>();
        if (to.name().isBlank() || to.name().length() > 60) {
            errors.add(new FieldError("name", "节点名称应为一至六十个字"));
        }
        if (!to.unit().equals("NONE") && (to.value() == null || to.value() < 0)) {
            errors.add(new FieldError("value", "期限应为不小于零的整数"));
        }
        if ((to.yellow() == null) != (to.red() == null)) {
            errors.add(new FieldError("yellow", "黄灯、红灯须同时填写或者同时留空"));
        } else if (to.yellow() != null && to.red() != null && (to.red() < 0 || to.yellow() < to.red())) {
            errors.add(new FieldError("yellow", "黄灯不能晚于红灯，都不能是负数"));
        }
        if (!to.publicNode().isEmpty() && !catalogue.publicNodes().containsKey(to.publicNode())) {
            errors.add(new FieldError("publicNode", "目录中没有公开节点%s".formatted(to.publicNode())));
        }
        if (to.publicNode().isEmpty() != (to.timing() == NodeSpec.Timing.NEVER)) {
            errors.add(new FieldError("timing", "内部节点选“不公开”，公开节点须选公开时点"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return edit(by, draft, catalogue, editor -> editor.change(code, to));
    }

    /** Leaves a node out. */
    long remove(Actor by, long id, String code) {
        CatalogueDraft draft = mine(by, id);
        Catalogue catalogue = readable(draft);
        node(catalogue, code);
        return edit(by, draft, catalogue, editor -> editor.remove(code));
    }

    /** Gives the text another version. */
    long rename(Actor by, long id, String version) {
        CatalogueDraft draft = mine(by, id);
        String name = PlainText.required("version", version, 40, "请填写版本号");
        readable(draft);
        return follow(by, draft, new CatalogueEditor(draft.inner(), draft.open()).version(name));
    }

    private static void node(Catalogue catalogue, String code) {
        if (!catalogue.has(code)) {
            throw new Problem.Invalid("code", "目录中没有节点%s".formatted(code));
        }
    }

    private static Catalogue readable(CatalogueDraft draft) {
        try {
            return CatalogueReader.readForeign(draft.inner(), draft.open());
        } catch (CatalogueFaults found) {
            throw new Problem.Conflict("文本还有错误，请先在全文中改正");
        }
    }

    /** A text that differs from one in force needs another version; a changed one gets it here. */
    private long edit(Actor by, CatalogueDraft draft, Catalogue before, UnaryOperator<CatalogueEditor> change) {
        CatalogueEditor editor = change.apply(new CatalogueEditor(draft.inner(), draft.open()));
        Set<String> used = new HashSet<>();
        catalogues.models().forEach(m -> used.add(m.catalogue().version()));
        store.adopted(List.of(draft.court())).forEach(a -> used.add(a.version()));
        if (used.contains(before.version())) {
            int n = 1;
            while (used.contains("%s·%s·%d".formatted(before.version(), draft.court(), n))) {
                n++;
            }
            editor.version("%s·%s·%d".formatted(before.version(), draft.court(), n));
        }
        return follow(by, draft, editor);
    }

    private long follow(Actor by, CatalogueDraft draft, CatalogueEditor editor) {
        return follow(by, draft, editor.innerText(), editor.openText());
    }

    private long follow(Actor by, CatalogueDraft draft, String inner, String open) {
        if (!draft.isOpen()) {
            throw new Problem.Conflict("这份文本%s，不能再改；请从最新的一份改起".formatted(draft.stateZh()));
        }
        return keep(by, draft.court(), draft.id(), draft.base(), inner, open);
    }

    private long keep(Actor by, CourtCode court, @Nullable Long follows, String base, String inner, String open) {
        long id = store.save(court, follows, base, inner, open, by, clock.instant())
                .orElseThrow(() -> new Problem.Conflict("他人同时改了这份文本，请从最新的一份改起"));
        tell(by, court, "CATALOGUE_DRAFTED", "拟定节点目录草案第%d号".formatted(id), id, Map.of("base", base));
        return id;
    }

    /** Asks for a day from which new cases follow it. */
    void propose(Actor by, long id, @Nullable LocalDate from, @Nullable String reason) {
        CatalogueDraft draft = mine(by, id);
        if (!draft.isOpen()) {
            throw new Problem.Conflict("这份文本%s，不能提请".formatted(draft.stateZh()));
        }
        String because = PlainText.required("reason", reason, LONGEST, "请写明采用或者修改目录的理由");
        Catalogue catalogue = adoptable(draft);
        LocalDate day = firstDay(from);
        if (!store.step(id, "PROPOSED", day, because, by, clock.instant())) {
            throw new Problem.Conflict("这份文本已经提请过");
        }
        tell(
                by,
                draft.court(),
                "CATALOGUE_PROPOSED",
                "提请自%s起对新案适用节点目录%s：%s".formatted(day, catalogue.version(), because),
                id,
                Map.of("from", day.toString(), "version", catalogue.version(), "hash", catalogue.hash()));
    }

    /** The day itself lies ahead, so that what was filed today keeps its version. */
    private LocalDate firstDay(@Nullable LocalDate from) {
        LocalDate today = LocalDate.now(clock);
        if (from == null || !from.isAfter(today) || from.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new Problem.Invalid("from", "施行日期须晚于今天（%s），且不超过%d年".formatted(today, YEARS_AHEAD));
        }
        return from;
    }

    private Catalogue adoptable(CatalogueDraft draft) {
        Checked checked = check(draft);
        if (checked.catalogue() == null) {
            throw new Problem.Conflict(
                    "文本有%d处错误，不能采用".formatted(checked.faults().size()));
        }
        if (!checked.refusals().isEmpty()) {
            throw new Problem.Conflict(
                    "有%d处不合规则，不能采用".formatted(checked.refusals().size()), checked.refusals());
        }
        return checked.catalogue();
    }

    /** The second person puts it in force for new cases, or does not. */
    void decide(Actor by, long id, boolean approved, @Nullable String reason) {
        CatalogueDraft draft = find(id);
        access.allow(by, UseCase.APPROVE_CATALOGUE, draft.court());
        Proposal proposal = draft.proposal();
        if (proposal == null || !draft.waits()) {
            throw new Problem.Conflict("这份文本%s，不在待批准之列".formatted(draft.stateZh()));
        }
        access.otherPerson(by, proposal.login());
        store.authors(id).forEach(author -> access.otherPerson(by, author));
        String because = approved
                ? PlainText.optional("because", reason, LONGEST)
                : PlainText.required("because", reason, LONGEST, "请写明不批准的理由");
        Catalogue catalogue = approved ? adoptable(draft) : null;
        LocalDate from = proposal.effectiveFrom();
        if (approved && !from.isAfter(LocalDate.now(clock))) {
            throw new Problem.Conflict("施行日期%s已到，新案可能已按旧目录立案；请改日期重新提请".formatted(from));
        }
        Outcome outcome = approved ? Outcome.APPROVED : Outcome.REFUSED;
        end(draft, outcome, approved ? from : null, because, by);
        if (catalogue != null) {
            store.adopt(draft, catalogue, from, by, clock.instant());
        }
        tell(
                by,
                draft.court(),
                "CATALOGUE_" + outcome,
                approved
                        ? "批准自%s起对新案适用节点目录%s".formatted(from, catalogue == null ? "" : catalogue.version())
                        : "不批准节点目录草案第%d号：%s".formatted(id, because),
                id,
                Map.of("from", from.toString(), "hash", catalogue == null ? "" : catalogue.hash()));
    }

    /** Takes a proposal back. */
    void withdraw(Actor by, long id) {
        CatalogueDraft draft = mine(by, id);
        if (!draft.waits()) {
            throw new Problem.Conflict("这份文本%s，不在待批准之列".formatted(draft.stateZh()));
        }
        end(draft, Outcome.WITHDRAWN, null, null, by);
        tell(by, draft.court(), "CATALOGUE_WITHDRAWN", "撤回节点目录草案第%d号".formatted(id), id, Map.of());
    }

    private void end(
            CatalogueDraft draft, Outcome outcome, @Nullable LocalDate from, @Nullable String because, Actor by) {
        if (!store.step(draft.id(), outcome.name(), from, because, by, clock.instant())) {
            throw new Problem.Conflict("他人已同时作出决定，请刷新后查看");
        }
    }

    /** Reckons past cases of the court by the text. */
    void tryOut(Actor by, long id, @Nullable LocalDate from, @Nullable LocalDate to) {
        CatalogueDraft draft = mine(by, id);
        readable(draft);
        LocalDate today = LocalDate.now(clock);
        LocalDate first = from == null ? today.minusYears(1) : from;
        LocalDate last = to == null ? today : to;
        if (last.isBefore(first) || first.isBefore(LocalDate.of(1949, 10, 1))) {
            throw new Problem.Invalid("from", "试算的起止日期不对：开始日不能晚于结束日");
        }
        if (!trials.start(draft, first, last, CatalogueTrials.MOST_CASES, by.display(), clock.instant())) {
            throw new Problem.Conflict("这份文本正在试算，请等它完成或者先取消");
        }
    }

    void cancelTrial(Actor by, long id) {
        CatalogueDraft draft = mine(by, id);
        if (!trials.cancel(draft.id(), clock.instant())) {
            throw new Problem.Conflict("没有正在进行的试算");
        }
    }

    private void tell(Actor by, CourtCode court, String type, String sentence, long draft, Map<String, String> facts) {
        Map<String, String> all = new java.util.TreeMap<>(facts);
        all.put("draft", Long.toString(draft));
        audit.record(by, court, null, new Act(type, sentence, all));
    }
}
