package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The nodes of each case. */
@Service
public class Docket {

    /** Begins a case's docket with the catalogue in force on that day; all nodes are pending. Twice is once. */
    public void open(Actor by, CaseId id, CourtCode court, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens the nodes which an event starts, with their last days. A node that is open stays open with the day it has; the
     * same event of the same day and cause counts once.
     *
     * @param startEvent a start event of the catalogue
     * @param cause the document or fact that shows the event, in Chinese
     * @throws IllegalArgumentException when the catalogue has no such event
     */
    public void happened(Actor by, CaseId id, String startEvent, LocalDate on, String cause) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same, of one thing among several (a frozen account, a receipt) and only for the nodes that it calls for: a frozen
     * deposit needs D06 and D07 but no price.
     *
     * @param subject names the thing, {@code measure:12}; each subject has its own run of a node; empty for the case itself
     * @param codes the nodes to open, each started by this event
     */
    public void happened(
            Actor by, CaseId id, String startEvent, LocalDate on, String cause, String subject, Set<String> codes) {
        throw new UnsupportedOperationException();
    }

    /** Completes a node of the case itself, see the longer form. */
    public void complete(Actor by, CaseId id, String code, LocalDate on, List<Evidence> evidence) {
        complete(by, id, code, "", on, evidence);
    }

    /**
     * Completes a node with its evidence, opening it on that day if it was not open, and raises the events that follow from
     * it. The same evidence again changes nothing.
     */
    public void complete(Actor by, CaseId id, String code, String subject, LocalDate on, List<Evidence> evidence) {
        throw new UnsupportedOperationException();
    }

    /** Says that a node need not be done in this case. */
    public void waive(Actor by, CaseId id, String code, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Gives a node that must be done before something else the day of that something (a term's end, an auction's opening). */
    public void referenceKnown(CaseId id, String code, LocalDate reference) {
        referenceKnown(id, code, "", reference);
    }

    /** The same for one subject. */
    public void referenceKnown(CaseId id, String code, String subject, LocalDate reference) {
        throw new UnsupportedOperationException();
    }

    /** Who must do the case's nodes from now on: the officer's login. */
    public void setOwner(CaseId id, String login) {
        throw new UnsupportedOperationException();
    }

    /** List three: all inner nodes of the case's catalogue in order. */
    public List<InnerNode> innerNodes(CaseId id) {
        throw new UnsupportedOperationException();
    }

    /** List one as the audience may see it: all public nodes in order. */
    public List<PublicNode> publicNodes(CaseId id, Audience audience) {
        throw new UnsupportedOperationException();
    }

    /** List one as the court sees it. */
    public List<PublicNode> publicNodes(CaseId id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Open nodes of a court that are due by a day, the earliest first, at most 500.
     *
     * @param owner the officer's login, or null for the whole court
     */
    public List<DueItem> due(CourtCode court, @Nullable String owner, LocalDate until) {
        throw new UnsupportedOperationException();
    }
}
