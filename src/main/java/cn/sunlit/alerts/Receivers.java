package cn.sunlit.alerts;

import cn.sunlit.identity.Role;
import cn.sunlit.identity.Roster;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who gets what has reached a rung: whoever is away is replaced by the deputy, and without one by the next above. */
public final class Receivers {

    private final Roster roster;
    private final @Nullable CourtCode above;

    /** @param above the superior court, for what nobody at this court can receive */
    public Receivers(Roster roster, @Nullable CourtCode above) {
        this.roster = roster;
        this.above = above;
    }

    /** @param insteadOf who would have got it but is not there */
    public record Receiver(String login, @Nullable String insteadOf) {}

    /** @param owner the log-in of who must act, or null where nobody does */
    public List<Receiver> of(Rung rung, CourtCode court, @Nullable String owner, LocalDate day) {
        return switch (rung) {
            case OWNER ->
                owner != null && roster.isThere(owner, day)
                        ? List.of(new Receiver(owner, null))
                        : inPlaceOf(owner, owner, court, day, Rung.LEADER);
            case LEADER -> leader(court, owner, null, day);
            case DIRECTOR -> chiefs(court, null, day);
            case SUPERVISOR -> supervisors(court, null, day);
        };
    }

    private List<Receiver> leader(CourtCode court, @Nullable String owner, @Nullable String insteadOf, LocalDate day) {
        Optional<String> leader = Optional.ofNullable(owner).flatMap(roster::leaderOf);
        if (leader.isEmpty()) {
            return chiefs(court, insteadOf, day);
        }
        if (roster.isThere(leader.get(), day)) {
            return List.of(new Receiver(leader.get(), insteadOf));
        }
        return inPlaceOf(leader.get(), owner, court, day, Rung.DIRECTOR);
    }

    /** The deputy, unless that is the very person whose affair it is; else the next above. */
    private List<Receiver> inPlaceOf(
            @Nullable String away, @Nullable String owner, CourtCode court, LocalDate day, Rung orElse) {
        Optional<String> deputy = Optional.ofNullable(away)
                .flatMap(login -> roster.deputyOf(login, day))
                .filter(login -> !login.equals(owner));
        if (deputy.isPresent()) {
            return List.of(new Receiver(deputy.get(), away));
        }
        return orElse == Rung.LEADER ? leader(court, owner, away, day) : chiefs(court, away, day);
    }

    private List<Receiver> chiefs(CourtCode court, @Nullable String insteadOf, LocalDate day) {
        List<String> chiefs = roster.there(court, Role.BUREAU_CHIEF, day);
        if (chiefs.isEmpty()) {
            chiefs = roster.there(court, Role.PRESIDENT, day);
        }
        return chiefs.isEmpty() ? supervisors(court, insteadOf, day) : all(chiefs, insteadOf);
    }

    private List<Receiver> supervisors(CourtCode court, @Nullable String insteadOf, LocalDate day) {
        List<String> here = roster.there(court, Role.SUPERVISOR, day);
        if (here.isEmpty() && above != null) {
            here = roster.there(above, Role.SUPERVISOR, day);
        }
        return all(here, insteadOf);
    }

    private static List<Receiver> all(List<String> logins, @Nullable String insteadOf) {
        return logins.stream().map(login -> new Receiver(login, insteadOf)).toList();
    }
}
