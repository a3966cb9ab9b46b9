package cn.sunlit.docket;

import cn.sunlit.audit.ProofLink;
import cn.sunlit.documents.Document;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * List three of a case: {@code /cases/{number}/nodes}.
 *
 * @param lamp which lamp is asked for, or empty
 * @param stage which stage is asked for, or empty
 * @param codes whether everything stands open with its QR codes, for print
 * @param counts how many nodes are in each state or lamp
 * @param documents of the case, as evidence for what is completed by hand
 * @param problems why the last act was not carried out
 */
record NodesPage(
        CaseHeader header,
        String lamp,
        String stage,
        Map<String, String> stages,
        List<Row> rows,
        Map<String, Long> counts,
        String version,
        boolean codes,
        List<Document> documents,
        boolean mayComplete,
        LocalDate today,
        List<String> problems)
        implements Screen {

    /** A node with all its runs. */
    record Row(InnerNode node, NodeSpec spec, List<Run> runs, String period, String authority) {}

    /**
     * @param proof of the act that ended it
     * @param ofPerson whether it is a term that runs for one person
     */
    record Run(NodeRow row, @Nullable ProofLink proof, boolean ofPerson) {}

    static NodesPage of(
            CaseHeader header,
            Docket.Sheet sheet,
            @Nullable String lamp,
            @Nullable String stage,
            boolean codes,
            List<Document> documents,
            boolean mayComplete,
            List<String> problems) {
        Catalogue catalogue = sheet.catalogue();
        List<InnerNode> nodes = Lists.inner(catalogue, sheet.rows(), sheet.today(), sheet.ended());
        Map<String, Long> counts = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        for (InnerNode node : nodes) {
            NodeSpec spec = catalogue.node(node.code());
            counts.merge(node.state().name(), 1L, Long::sum);
            if (node.alert() != Alert.NONE) {
                counts.merge(node.alert().name(), 1L, Long::sum);
            }
            boolean wanted = lamp == null
                    || lamp.isEmpty()
                    || node.alert().name().equals(lamp)
                    || node.state().name().equals(lamp);
            if (wanted && (stage == null || stage.isEmpty() || Objects.equals(spec.stage(), stage))) {
                rows.add(new Row(
                        node,
                        spec,
                        sheet.rows().stream()
                                .filter(r -> r.code().equals(node.code()))
                                .map(r -> new Run(r, Lists.proof(r, sheet.ended()), DueDates.isOfPerson(catalogue, r)))
                                .toList(),
                        spec.due().display(),
                        spec.due().authority().zh()));
            }
        }
        return new NodesPage(
                header,
                lamp == null ? "" : lamp,
                stage == null ? "" : stage,
                catalogue.stages(),
                rows,
                counts,
                catalogue.version(),
                codes,
                documents,
                mayComplete,
                sheet.today(),
                problems);
    }

    /** Whether the run is entered by hand, not by an act of its own. */
    boolean byHand(NodeRow run) {
        return mayComplete && run.state() == State.OPEN && !NodeActs.isByItsAct(run.code());
    }

    /** Whether one person's reason is enough to waive it. */
    boolean waivable(NodeRow run, NodeSpec node) {
        return mayComplete
                && run.state() == State.OPEN
                && PeriodRules.waivedByOne(node)
                && PeriodRules.refuseWaiver(node).isEmpty();
    }

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Where a piece of evidence can be read; null where it has no page of its own. */
    static @Nullable String link(Evidence evidence) {
        return evidence.reference().matches("document:[0-9]+")
                ? "/documents/" + evidence.reference().substring("document:".length())
                : null;
    }

    @Override
    public String title() {
        return "节点清单";
    }
}
