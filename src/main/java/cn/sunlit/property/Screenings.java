package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.docket.State;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.inquiries.RoundEnded;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.AssetStore.Held;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether an asset can be executed against (甄别), by rule or by the officer, and what follows for the case. */
@Service
class Screenings {

    private final Property property;
    private final AssetStore assets;
    private final MeasureStore measures;
    private final DossierStore dossiers;
    private final Protections protections;
    private final Cases cases;
    private final Inquiries inquiries;
    private final Docket docket;
    private final EnoughHeld enough;
    private final Audit audit;
    private final Clock clock;

    Screenings(
            Property property,
            AssetStore assets,
            MeasureStore measures,
            DossierStore dossiers,
            Protections protections,
            Cases cases,
            Inquiries inquiries,
            Docket docket,
            EnoughHeld enough,
            Audit audit,
            Clock clock) {
        this.property = property;
        this.assets = assets;
        this.measures = measures;
        this.dossiers = dossiers;
        this.protections = protections;
        this.cases = cases;
        this.inquiries = inquiries;
        this.docket = docket;
        this.enough = enough;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Decides whether an asset can be executed against (甄别).
     *
     * @param ground one of the list of grounds why it can not; may be left out where it can
     * @param because in the officer's words; needed when it can not and the ground is not one of the law
     */
    @Transactional
    public void screen(
            Actor by,
            CaseNumber number,
            long asset,
            boolean executable,
            @Nullable String ground,
            @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.SCREEN_ASSETS, number);
        Held held = assets.inCase(file.id(), asset);
        Optional<Protections.Ground> named = ground(executable, ground);
        boolean lawful = named.isPresent() && named.get().basis() != null;
        if (!executable && !lawful && (because == null || because.isBlank())) {
            throw new Problem.Invalid("because", "甄别为不予执行的，应当写明理由");
        }
        if (!executable && measures.control(file.id(), asset).isPresent()) {
            throw new Problem.Conflict("该财产的控制措施尚在，请先解除再改为不予执行");
        }
        LocalDate today = LocalDate.now(clock);
        String given = PlainText.optional("because", because, 500);
        String reason = named.map(g -> g.words(given)).orElse(given == null ? "承办人甄别" : given);
        assets.screen(
                asset,
                file.id(),
                new Screening.Verdict(executable ? "EXECUTABLE" : "NOT_EXECUTABLE", reason),
                by.display(),
                today);
        dossiers.ground(asset, file.id(), named.map(Protections.Ground::code).orElse(null));
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "ASSET_SCREENED",
                        "甄别%s：%s（%s）".formatted(held.title(), executable ? "可供执行" : "不予执行", reason),
                        Map.of("asset", Long.toString(asset), "executable", Boolean.toString(executable))));
        if (executable) {
            controllable(by, file.id(), asset, held.kind(), held.title());
        }
        if (!inquiries.isWaiting(file.id())) {
            reviewDone(by, file.id(), file.court(), today);
        }
    }

    private Optional<Protections.Ground> ground(boolean executable, @Nullable String code) {
        if (executable || code == null || code.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                protections.ground(code.strip()).orElseThrow(() -> new Problem.Invalid("ground", "请从列表中选择不予执行的理由")));
    }

    @EventListener
    void everyAnswerIsIn(RoundEnded round) {
        reviewDone(Inquiries.robot(round.court()), round.caseId(), round.court(), round.on());
    }

    private void reviewDone(Actor by, CaseId id, CourtCode court, LocalDate on) {
        if (assets.pending(id) > 0) {
            return;
        }
        List<AssetView> found = property.ofCase(id);
        long executable =
                found.stream().filter(a -> a.screening().equals("EXECUTABLE")).count();
        long inquired = found.stream().filter(a -> a.source().equals("INQUIRY")).count();
        docket.complete(
                by,
                id,
                "C02",
                on,
                List.of(new Evidence(
                        "RECORD",
                        "screening:" + id + ":" + found.size(),
                        "查询反馈甄别记录：网络查询%d项财产，可供执行%d项".formatted(inquired, executable),
                        null)));
        if (!measures.standing(id).isEmpty()) {
            takesTheWayWithAssets(by, id, on);
        }
        audit.record(
                by,
                court,
                id,
                new Act(
                        "ASSETS_REVIEWED",
                        "网络查询反馈甄别完成，可供执行财产%d项".formatted(executable),
                        Map.of("assets", Integer.toString(found.size()), "executable", Long.toString(executable))));
    }

    /**
     * Who takes hold of an asset has decided that the case has assets (C12 有/无财产程序分流): once the answers are screened,
     * whichever comes last.
     */
    void takesTheWayWithAssets(Actor by, CaseId id, LocalDate on) {
        List<InnerNode> nodes = docket.innerNodes(id);
        boolean undecided = nodes.stream().anyMatch(n -> n.code().equals("C12") && n.state() == State.OPEN);
        if (undecided) {
            docket.complete(
                    by,
                    id,
                    "C12",
                    on,
                    List.of(new Evidence("RECORD", "branch:" + id + ":" + on, "财产状况研判表：有可供执行财产，进入有财产案件程序", null)));
        }
    }

    void controllable(Actor by, CaseId id, long asset, AssetKind kind, String title) {
        docket.happened(
                by,
                id,
                "CONTROLLABLE_ASSET_FOUND",
                LocalDate.now(clock),
                "甄别确认可供执行：" + title,
                "asset:" + asset,
                Set.of(kind.node()));
        enough.weigh(by, id);
    }
}
