package cn.sunlit.docket;

import cn.sunlit.docket.MarkStore.Count;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.Team;
import cn.sunlit.identity.Teams;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How well the record is kept: marks by officer, team and court, for those who answer for it. */
@Service
class Quality {

    static final int ON_A_PAGE = 100;

    private final MarkStore store;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Teams teams;
    private final Access access;

    Quality(MarkStore store, Courts courts, StaffDirectory staff, Teams teams, Access access) {
        this.store = store;
        this.courts = courts;
        this.staff = staff;
        this.teams = teams;
        this.access = access;
    }

    /**
     * One officer's marks, a team's or a court's.
     *
     * @param officer the log-in, empty for cases without an officer, null for a team or a court
     * @param marks how many of each kind
     */
    record Line(CourtCode court, String courtName, @Nullable String officer, String name, Map<Mark, Long> marks) {
        public long of(Mark kind) {
            return marks.getOrDefault(kind, 0L);
        }

        public long all() {
            return marks.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param from the whole month of this day counts, as the board is kept by months */
    record Board(LocalDate from, LocalDate to, List<Line> courts, List<Line> teams, List<Line> officers) {}

    @Transactional(readOnly = true)
    Board board(Actor by, CourtCode court, LocalDate from, LocalDate to) {
        access.allow(by, UseCase.READ_QUALITY, court);
        if (to.isBefore(from)) {
            throw new Problem.Invalid("to", "结束日%s早于开始日%s".formatted(to, from));
        }
        List<CourtCode> within = courts.within(court);
        List<Count> counts = store.counts(within, from, to);
        Map<CourtCode, List<Count>> byCourt =
                counts.stream().collect(Collectors.groupingBy(Count::court, LinkedHashMap::new, Collectors.toList()));
        List<Line> wholes = new ArrayList<>();
        List<Line> officers = new ArrayList<>();
        byCourt.forEach((code, all) -> {
            String name = courts.nameOf(code);
            wholes.add(new Line(code, name, null, name, sums(all)));
            all.stream()
                    .collect(Collectors.groupingBy(
                            c -> c.owner() == null ? "" : c.owner(), LinkedHashMap::new, Collectors.toList()))
                    .forEach((login, own) -> officers.add(
                            new Line(code, name, login, login.isEmpty() ? "未分案" : staff.nameOf(login), sums(own))));
        });
        officers.sort((a, b) -> Long.compare(b.all(), a.all()));
        return new Board(from.withDayOfMonth(1), to, wholes, byTeam(within, counts), officers);
    }

    /** By the teams as they are today: who changed over takes the marks along. */
    private List<Line> byTeam(List<CourtCode> within, List<Count> counts) {
        List<Line> lines = new ArrayList<>();
        for (Team team : teams.of(within)) {
            List<Count> own = counts.stream()
                    .filter(c -> c.court().equals(team.court())
                            && c.owner() != null
                            && (team.members().contains(c.owner())
                                    || team.leader().equals(c.owner())))
                    .toList();
            if (!own.isEmpty()) {
                lines.add(new Line(team.court(), courts.nameOf(team.court()), null, team.name(), sums(own)));
            }
        }
        return lines;
    }

    @Transactional(readOnly = true)
    List<MarkStore.Row> rows(
            Actor by, CourtCode court, Mark kind, String officer, LocalDate from, LocalDate to, long below) {
        access.allow(by, UseCase.READ_QUALITY, court);
        return store.rows(court, kind, officer, from, to, below, ON_A_PAGE);
    }

    private static Map<Mark, Long> sums(List<Count> counts) {
        return counts.stream()
                .collect(Collectors.groupingBy(Count::kind, LinkedHashMap::new, Collectors.summingLong(Count::count)));
    }
}
