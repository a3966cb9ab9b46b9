package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filing;
import cn.sunlit.docket.Evidence;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.AnswerReceived;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Assets come in: what institutions found, and what was preserved before enforcement. */
@Service
public class Intake {

    private final AssetStore assets;
    private final MeasureStore measures;
    private final Holds holds;
    private final AssetDossiers dossiers;
    private final Protections protections;
    private final Screenings screenings;
    private final Effects effects;
    private final Cases cases;
    private final Institutions institutions;
    private final AssetKinds kinds;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;

    Intake(
            AssetStore assets,
            MeasureStore measures,
            Holds holds,
            AssetDossiers dossiers,
            Protections protections,
            Screenings screenings,
            Effects effects,
            Cases cases,
            Institutions institutions,
            AssetKinds kinds,
            Keyring keys,
            Audit audit,
            Clock clock) {
        this.assets = assets;
        this.measures = measures;
        this.holds = holds;
        this.dossiers = dossiers;
        this.protections = protections;
        this.screenings = screenings;
        this.effects = effects;
        this.cases = cases;
        this.institutions = institutions;
        this.kinds = kinds;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** An institution's findings become assets of the case; an account that is known already stays one account. */
    @EventListener
    void takeFindings(AnswerReceived answer) {
        if (answer.found().isEmpty()) {
            return;
        }
        CaseFile file = cases.byId(answer.caseId());
        String owner = file.respondents().stream()
                .filter(r -> r.id().equals(answer.respondent()))
                .map(r -> r.name())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("answer about somebody who is no respondent"));
        String place =
                institutions.find(answer.institution()).map(Institution::name).orElse(answer.institution());
        for (FoundAsset found : answer.found()) {
            long asset = know(
                    found.kind(),
                    answer.institution(),
                    place,
                    found.key(),
                    found.title(),
                    found.nature(),
                    found.balance(),
                    found.available());
            Screening.Verdict verdict = Screening.of(found, protections.over(found, owner, answer.on()));
            boolean isNew = assets.link(
                    asset,
                    file.id(),
                    file.court(),
                    new AssetStore.Link(
                            answer.respondent(),
                            owner,
                            "INQUIRY",
                            "request:" + answer.requestId(),
                            answer.on(),
                            earlier(found),
                            verdict,
                            "按规则自动甄别"));
            dossiers.reported(asset, file, answer, found);
            if (isNew && verdict.screening().equals("EXECUTABLE")) {
                screenings.controllable(Inquiries.robot(file.court()), file.id(), asset, found.kind(), found.title());
            }
        }
    }

    /**
     * A matured claim of a respondent becomes an asset of the case, so that list two shows it and a ruling can freeze it
     * (民诉法解释第四百九十九条).
     *
     * @param third who owes the respondent
     * @param basis where the claim comes from
     */
    @Transactional
    public void register(CaseFile file, CaseParty creditor, String third, String basis, Money amount) {
        long asset = know(
                kinds.stored("DUE_CLAIM"), null, third, third + basis, "对" + third + "的债权", "ORDINARY", amount, amount);
        assets.link(
                asset,
                file.id(),
                file.court(),
                new AssetStore.Link(
                        creditor.id(),
                        creditor.name(),
                        "CLUE",
                        basis,
                        LocalDate.now(clock),
                        null,
                        new Screening.Verdict("EXECUTABLE", "当事人申请执行的到期债权"),
                        "按规则自动甄别"));
    }

    private static @Nullable String earlier(FoundAsset found) {
        return found.controls().isEmpty()
                ? null
                : found.controls().stream()
                        .map(c -> c.court()
                                + (c.amount() == null ? "" : " " + c.amount().display() + "元"))
                        .collect(Collectors.joining("；"));
    }

    /** The asset of this kind, place and key; the key in clear is kept sealed. */
    long know(
            AssetKind kind,
            @Nullable String institution,
            String place,
            String key,
            String title,
            String nature,
            @Nullable Money balance,
            @Nullable Money available) {
        String plain = key.replaceAll("\\s", "");
        return assets.know(new AssetStore.Known(
                kind,
                institution,
                place,
                keys.blindIndex(AssetStore.KEY, kind.code() + "|" + place + "|" + plain),
                keys.encrypt(AssetStore.KEY, plain.getBytes(StandardCharsets.UTF_8)),
                Redactor.mark(plain),
                title,
                nature,
                balance,
                available,
                clock.instant()));
    }

    /** What was preserved before enforcement is held without a new ruling, its term and rank running on. */
    @EventListener
    void continuePreservation(CaseFiled filed) {
        List<Filing.Preserved> preserved = cases.preserved(filed.id());
        if (preserved.isEmpty()) {
            return;
        }
        CaseFile file = cases.byId(filed.id());
        for (int i = 0; i < preserved.size(); i++) {
            inherit(file, preserved.get(i), i);
        }
    }

    private void inherit(CaseFile file, Filing.Preserved p, int position) {
        Actor robot = Inquiries.robot(file.court());
        LocalDate today = LocalDate.now(clock);
        AssetKind kind = kinds.called(p.kind());
        String where = p.holder() == null ? "（保全裁定未载明）" : p.holder();
        Optional<Institution> institution = institutions.byName(where);
        String place = institution.map(Institution::name).orElse(where);
        String key = p.account() == null ? file.number().text() + "#" + position : p.account();
        String code = institution.map(Institution::code).orElse(null);
        long asset = know(kind, code, place, key, kind.zh() + "（保全转入）", "UNKNOWN", null, null);
        String document = p.document() == null ? "（保全裁定）" : p.document();
        String owner = file.respondents().isEmpty()
                ? "（未载明）"
                : file.respondents().getFirst().name();
        assets.link(
                asset,
                file.id(),
                file.court(),
                new AssetStore.Link(
                        null,
                        owner,
                        "PRESERVED",
                        document,
                        today,
                        null,
                        new Screening.Verdict("EXECUTABLE", "保全裁定已控制，转入执行"),
                        "按规则自动甄别"));
        LocalDate from = p.from() == null ? today : p.from();
        LocalDate to = p.to() == null ? ControlRules.lastDay(kind, from) : p.to();
        boolean runs = ControlRules.continues(to, today);
        int rank = runs ? holds.placeOfInherited(asset, p.rank(), kind.isMoney()) : Math.max(1, p.rank());
        boolean waits = p.rank() > 1 || (rank > 1 && !kind.isMoney());
        long measure = measures.add(new MeasureStore.NewMeasure(
                file.id(),
                file.court(),
                asset,
                MeasureKind.valueOf(kind.hold()),
                null,
                !runs ? "EXPIRED" : waits ? "WAITING" : "EFFECTIVE",
                p.amount(),
                waits ? Money.ZERO : p.amount(),
                waits ? null : from,
                waits ? null : to,
                rank,
                document,
                null,
                null,
                true,
                null,
                robot.display(),
                clock.instant(),
                from,
                from,
                to,
                null));
        audit.record(
                robot,
                file.court(),
                file.id(),
                new Act(
                        "PRESERVATION_CONTINUED",
                        runs
                                ? "保全措施自动转为执行中的控制措施，期限连续计算至%s（民诉法解释第一百六十八条）".formatted(to)
                                : "保全措施已于%s届满，未转入执行".formatted(to),
                        Map.of("document", document, "until", to.toString())));
        if (runs && waits && p.rank() <= 1) {
            audit.record(
                    robot,
                    file.court(),
                    file.id(),
                    new Act(
                            "RANK_DISPUTED",
                            "保全裁定载明为首封，但本院已登记有在先控制，暂按轮候第%d位登记，请向登记机关核实".formatted(rank),
                            Map.of("document", document, "asset", Long.toString(asset))));
        }
        if (runs && !waits && !file.imported()) {
            effects.tookEffect(
                    robot,
                    measures.lock(measure).orElseThrow(),
                    today,
                    List.of(new Evidence("RECORD", "measure:" + measure, "保全裁定 " + document + "（自动转为执行措施）", null)));
        }
    }
}
