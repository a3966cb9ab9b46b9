package cn.sunlit.docket;

import cn.sunlit.audit.Entry;
import cn.sunlit.audit.ProofLink;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists one and three, derived from the catalogue and the runs of a case. */
final class Lists {

    private Lists() {}

    /** @param ended the acts that ended runs, in their order; empty where their proofs are not asked for */
    static List<InnerNode> inner(Catalogue catalogue, List<NodeRow> rows, LocalDate today, List<Entry> ended) {
        return catalogue.nodes().values().stream()
                .map(node -> {
                    List<NodeRow> runs = of(node, rows);
                    NodeRow shown = shown(runs);
                    return new InnerNode(
                            node.code(),
                            node.name(),
                            catalogue.stageName(node),
                            shown == null ? State.PENDING : shown.state(),
                            shown == null ? null : shown.startedOn(),
                            shown == null ? null : shown.dueOn(),
                            shown == null ? null : shown.doneOn(),
                            shown == null ? Alert.NONE : shown.alert(today),
                            node.due().authority().name(),
                            node.law(),
                            runs.stream().flatMap(r -> r.evidence().stream()).toList(),
                            catalogue.roleName(node),
                            runs.size(),
                            shown == null ? null : shown.id(),
                            shown == null ? null : proof(shown, ended));
                })
                .toList();
    }

    /**
     * @param audience null for the court itself
     * @param ended as above
     */
    static List<PublicNode> open(
            Catalogue catalogue,
            List<NodeRow> rows,
            LocalDate today,
            Publicity publicity,
            @Nullable Audience audience,
            List<Entry> ended) {
        return catalogue.publicNodes().values().stream()
                .sorted(Comparator.comparingInt(PublicSpec::order))
                .map(shown -> milestone(catalogue, shown, rows, today, publicity, audience, ended))
                .toList();
    }

    private static PublicNode milestone(
            Catalogue catalogue,
            PublicSpec milestone,
            List<NodeRow> rows,
            LocalDate today,
            Publicity publicity,
            @Nullable Audience audience,
            List<Entry> ended) {
        List<NodeSpec> told = milestone.internalNodes().stream()
                .filter(code -> publicity.open(audience, Thing.STEP_DONE, Fact.NAMED, named(milestone, code, audience)))
                .map(catalogue::node)
                .toList();
        List<NodeRow> runs = new ArrayList<>();
        for (NodeSpec node : told) {
            of(node, rows).stream()
                    .filter(r -> !DueDates.isOfPerson(catalogue, r))
                    .filter(r -> publicity.open(
                            audience, thing(node, r), Fact.NAMED, named(milestone, node.code(), audience)))
                    .forEach(runs::add);
        }
        NodeRow shown = shown(runs);
        NodeSpec speaking = shown != null
                ? catalogue.node(shown.code())
                : catalogue.node(milestone.internalNodes().getFirst());
        ListOneWords words = ListOneWords.of(milestone);
        ListOneWords.Side side =
                words == null || audience == null ? null : words.sides().get(audience);
        return new PublicNode(
                milestone.code(),
                milestone.name(),
                milestone.order(),
                shown == null ? State.PENDING : shown.state(),
                shown == null ? null : shown.dueOn(),
                runs.stream()
                        .map(NodeRow::doneOn)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                shown == null ? Alert.NONE : shown.alert(today),
                speaking.due().authority().name(),
                told.stream().flatMap(n -> n.law().stream()).distinct().toList(),
                milestone.disclose(),
                side == null ? milestone.rights() : side.rights(),
                !told.isEmpty(),
                words == null
                        ? ""
                        : told.isEmpty()
                                        && audience == Audience.RESPONDENT
                                        && !words.own().isEmpty()
                                ? words.own()
                                : words.meaning(),
                side == null ? List.of() : side.duties(),
                period(catalogue, speaking),
                shown != null && shown.state() == State.WAIVED ? shown.waivedFor() : null,
                runs.stream()
                        .filter(r -> r.state() == State.DONE && r.doneOn() != null)
                        .sorted(Comparator.comparing(NodeRow::doneOn))
                        .map(r -> new PublicNode.Step(
                                r.code(), catalogue.node(r.code()).name(), Objects.requireNonNull(r.doneOn())))
                        .distinct()
                        .toList(),
                runs.stream()
                        .filter(r -> r.state() == State.DONE)
                        .map(r -> proof(r, ended))
                        .filter(Objects::nonNull)
                        .max(Comparator.comparing(ProofLink::entry))
                        .orElse(null));
    }

    /** The act that ended this run; of a node waived for several things at once there is one for all. */
    static @Nullable ProofLink proof(NodeRow run, List<Entry> ended) {
        return ended.stream()
                .filter(e -> run.code().equals(e.facts().get("node")))
                .filter(e -> switch (run.state()) {
                    case DONE ->
                        e.type().equals("NODE_DONE")
                                && run.subject().equals(e.facts().getOrDefault("subject", ""))
                                && String.valueOf(run.doneOn()).equals(e.facts().get("on"));
                    case WAIVED ->
                        e.type().equals("NODE_WAIVED")
                                && String.valueOf(run.waivedFor())
                                        .equals(e.facts().get("reason"));
                    case OPEN, PENDING -> false;
                })
                .reduce((a, b) -> b)
                .map(ProofLink::of)
                .orElse(null);
    }

    /** 3日，自立案登记起. */
    private static String period(Catalogue catalogue, NodeSpec node) {
        NodeSpec.Term due = node.due();
        if (due.period() == null) {
            return due.display();
        }
        return due.reference() != null
                ? "在%s%s"
                        .formatted(catalogue.references().getOrDefault(due.reference(), due.reference()), due.display())
                : "%s，自%s起"
                        .formatted(
                                due.display(),
                                catalogue.startEvents().getOrDefault(node.startEvent(), node.startEvent()));
    }

    private static boolean named(PublicSpec milestone, String code, @Nullable Audience audience) {
        return audience != null && milestone.audienceOf(code).contains(audience);
    }

    /**
     * What this run is to those who may watch: a step under way spoils nothing where every case has it, where it is told when
     * it begins, and where money is on its way; a search, a listing or a warning that was prepared and given up never shows.
     */
    private static Thing thing(NodeSpec node, NodeRow run) {
        if (run.state() == State.DONE) {
            return Thing.STEP_DONE;
        }
        return switch (node.timing()) {
            case ON_START -> Thing.STEP_TOLD_AT_START;
            case ON_COMPLETE ->
                node.always()
                        ? Thing.STEP_OF_EVERY_CASE
                        : Objects.equals(node.stage(), "FUNDS") ? Thing.STEP_OF_MONEY : Thing.STEP_CONCEALED;
            case AFTER_EXECUTION, NEVER -> Thing.STEP_CONCEALED;
        };
    }

    private static List<NodeRow> of(NodeSpec node, List<NodeRow> rows) {
        return rows.stream().filter(r -> r.code().equals(node.code())).toList();
    }

    /** The open run that is due first; else the last that was done; else the last at all. */
    static @Nullable NodeRow shown(List<NodeRow> runs) {
        return runs.stream()
                .filter(r -> r.state() == State.OPEN)
                .min(Comparator.comparing(NodeRow::dueOn, Comparator.nullsLast(Comparator.naturalOrder())))
                .or(() -> runs.stream().filter(r -> r.state() == State.DONE).reduce((a, b) -> b))
                .or(() -> runs.stream().reduce((a, b) -> b))
                .orElse(null);
    }
}
