package cn.sunlit.docket;

import cn.sunlit.deadlines.Computation.Extension;
import cn.sunlit.deadlines.Computation.Stretch;
import cn.sunlit.docket.LedgerEntry.Kind;
import cn.sunlit.statutes.Suspension;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A case's ledger: all entries in their order, and which of them are in force. */
record Ledger(List<LedgerEntry> entries) {

    private static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    static final Ledger EMPTY = new Ledger(List.of());

    Ledger {
        entries = List.copyOf(entries);
    }

    /** Approved, taken back by nothing, and not itself only a taking back. */
    Stream<LedgerEntry> inForce() {
        Set<Long> replaced = entries.stream()
                .filter(LedgerEntry::isApproved)
                .map(LedgerEntry::replaces)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return entries.stream().filter(e -> e.isApproved() && !e.cancelled() && !replaced.contains(e.id()));
    }

    boolean isInForce(LedgerEntry entry) {
        return inForce().anyMatch(e -> e.id() == entry.id());
    }

    Optional<LedgerEntry> find(long id) {
        return entries.stream().filter(e -> e.id() == id).findFirst();
    }

    List<Stretch> excludedFrom(NodeSpec node) {
        return inForce()
                .filter(e -> e.kind() == Kind.SUSPENSION && DueDates.stops(Objects.requireNonNull(e.ground()), node))
                .map(Ledger::stretch)
                .toList();
    }

    /** The days that do not count to the six months before the applicant may turn to the court above. */
    List<LedgerEntry> excludedFromEscalation() {
        return inForce()
                .filter(e -> e.kind() == Kind.SUSPENSION
                        && Objects.requireNonNull(e.ground()).escalation() != null)
                .toList();
    }

    /** The days on which the title was under review and the debtor had not asked for it; without an end while that lasts. */
    List<Suspension> titleReviews() {
        return inForce()
                .filter(e -> e.ground() == Ground.TITLE_REVIEW)
                .map(e -> new Suspension(
                        Objects.requireNonNull(e.from()), Objects.requireNonNullElse(e.to(), NO_END), false))
                .toList();
    }

    private static Stretch stretch(LedgerEntry e) {
        Ground ground = Objects.requireNonNull(e.ground());
        return new Stretch(
                e.id(),
                ground.name(),
                ground.zh(),
                Objects.requireNonNull(e.from()),
                e.to(),
                e.shown(),
                e.proposedBy(),
                e.approver(),
                e.law());
    }

    List<Extension> extensionsOf(long nodeId) {
        return inForce()
                .filter(e -> e.kind() == Kind.EXTENSION && Objects.equals(e.nodeId(), nodeId))
                .map(e -> new Extension(
                        e.id(), Objects.requireNonNull(e.period()), e.shown(), e.proposedBy(), e.approver(), e.law()))
                .toList();
    }

    /** The newest correction of the run's start. */
    Optional<LedgerEntry> correctedStart(long nodeId) {
        return inForce()
                .filter(e -> e.kind() == Kind.START && Objects.equals(e.nodeId(), nodeId))
                .reduce((a, b) -> b);
    }

    /** Whether a ruling to stay is in force without an end: its end is the day on which the enforcement goes on. */
    boolean isStayed() {
        return inForce().anyMatch(e -> e.ground() != null && e.ground().isStay() && e.to() == null);
    }
}
