package cn.sunlit.cases;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What parties and their agents tell the court; an agent says for his principal only what his authority covers. */
@Service
@Transactional
public class Statements {

    private static final int MOST_A_DAY = 10;

    private final Cases cases;
    private final Mandates mandates;
    private final MandateStore store;
    private final Audit audit;
    private final Clock clock;

    Statements(Cases cases, Mandates mandates, MandateStore store, Audit audit, Clock clock) {
        this.cases = cases;
        this.mandates = mandates;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes a statement in.
     *
     * @param kind a name of {@link Statement.Kind}
     * @param text in at most 1,000 characters
     * @throws Problem.Conflict where it needs special authority that the reader has not got
     */
    public void state(Actor by, CaseFile file, @Nullable String kind, @Nullable String text) {
        cases.allow(by, UseCase.READ_CASE, file);
        if (by.kind() != Actor.Kind.PARTY || by.party().isEmpty()) {
            throw new Problem.Forbidden("只有本案当事人及其代理人可以这样做");
        }
        Statement.Kind about = Arrays.stream(Statement.Kind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("kind", "请选择要说的事项"));
        String plain = PlainText.required("text", text, 1000, "请写明内容");
        if (about.needs() != null) {
            mandates.allow(by, file, about.needs());
        }
        long person = by.party().getAsLong();
        if (store.statedSince(file.id(), person, clock.instant().minus(Duration.ofDays(1))) >= MOST_A_DAY) {
            throw new Problem.Conflict("一天最多提交%d次，请明天再提交，或者联系承办法官".formatted(MOST_A_DAY));
        }
        Side side = by.has(Role.RESPONDENT_PARTY) ? Side.RESPONDENT : Side.APPLICANT;
        String seat = seat(side, mandates.heldBy(by, file.id()));
        long id = store.addStatement(file.id(), side, person, by.name(), seat, about, plain, clock.instant());
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "PARTY_STATED",
                        "%s（%s）声明：%s".formatted(by.name(), seat, about.zh()),
                        Map.of("statement", Long.toString(id), "kind", about.name(), "party", Long.toString(person))));
    }

    private static String seat(Side side, List<Mandate> held) {
        return held.isEmpty()
                ? side.zh()
                : held.stream()
                        .map(m -> "%s%s的%s，%s"
                                .formatted(
                                        side.zh(), m.principalName(), m.kind().zh(), m.authority()))
                        .collect(Collectors.joining("；"));
    }

    /** All of a case for the court, the newest first. */
    @Transactional(readOnly = true)
    public List<Statement> ofCase(CaseId id) {
        return store.statements(id, null);
    }

    /** What this reader has told. */
    @Transactional(readOnly = true)
    public List<Statement> own(Actor by, CaseId id) {
        return by.party().isEmpty()
                ? List.of()
                : store.statements(id, by.party().getAsLong());
    }
}
