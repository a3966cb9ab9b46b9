package cn.sunlit.parties;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.database.Deferred;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the program itself takes in full to do its work: a number for a question to an institution, a phone for a message, an
 * account for a payment. One entry a case and transaction, appended with the act that it serves.
 */
@Component
class Uses {

    /** After everything that may still use something. */
    private static final int RANK = 1_000;

    private final Audit audit;
    private final Deferred<Map<Case, Map<Use, Set<Long>>>> deferred =
            new Deferred<>(RANK, Set.of(), LinkedHashMap::new, this::record);

    Uses(Audit audit) {
        this.audit = audit;
    }

    private record Case(CourtCode court, CaseId id) {}

    private record Use(Datum what, String purpose) {}

    void add(Purpose purpose, Datum what, PartyId party) {
        deferred.change(
                uses -> uses.computeIfAbsent(new Case(purpose.court(), purpose.id()), c -> new LinkedHashMap<>())
                        .computeIfAbsent(new Use(what, purpose.text()), use -> new TreeSet<>())
                        .add(party.value()));
    }

    private void record(Map<Case, Map<Use, Set<Long>>> waiting) {
        Map<Case, Map<Use, Set<Long>>> all = new LinkedHashMap<>(waiting);
        waiting.clear();
        // Together, so that two transactions with the same cases do not wait for each other.
        audit.hold(all.keySet().stream().map(Case::id).toList());
        all.forEach((of, uses) -> {
            Map<String, String> facts = new TreeMap<>();
            uses.forEach((use, parties) -> parties.forEach(party -> facts.merge(
                    "party." + party, use.purpose() + "：" + use.what().zh(), (a, b) -> a + "；" + b)));
            audit.record(
                    Actor.system("办案系统", of.court()),
                    of.court(),
                    of.id(),
                    new Act(
                            "PERSONAL_DATA_USED",
                            "系统为办理本案使用个人信息："
                                    + uses.entrySet().stream()
                                            .map(use -> "%s（%s，%d人）"
                                                    .formatted(
                                                            use.getKey().purpose(),
                                                            use.getKey().what().zh(),
                                                            use.getValue().size()))
                                            .collect(Collectors.joining("；")),
                            facts));
        });
    }
}
