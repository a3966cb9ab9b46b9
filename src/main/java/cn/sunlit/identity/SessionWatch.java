package cn.sunlit.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at a session before it is believed: one that has lasted a working day ends, however busy; a member of staff who was
 * shut out is out at the next click, and whose roles have changed, or whose
 * powers for a colleague have begun or ended, acts with the new ones; an agent whose authority ended is out as well. Machine time, not the business
 * clock: a demonstration that moves a month ahead must not lose its visitors.
 */
class SessionWatch extends OncePerRequestFilter {

    private final StaffDirectory staff;
    private final ActingFor deputies;
    private final ObjectProvider<PartyLogins> parties;
    private final Duration longest;

    SessionWatch(StaffDirectory staff, ActingFor deputies, ObjectProvider<PartyLogins> parties, Duration longest) {
        this.staff = staff;
        this.deputies = deputies;
        this.parties = parties;
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Asked only by what asks who signed in: a style sheet costs no read.
        Supplier<SecurityContext> kept = SecurityContextHolder.getDeferredContext();
        SecurityContextHolder.setDeferredContext(SingletonSupplier.of(() -> looked(kept.get(), request)));
        chain.doFilter(request, response);
    }

    private SecurityContext looked(SecurityContext kept, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || kept.getAuthentication() == null
                || !(kept.getAuthentication().getPrincipal() instanceof Actor actor)) {
            return kept;
        }
        Optional<Actor> today = age(session).compareTo(longest) > 0 ? Optional.empty() : asOfToday(actor, session);
        if (today.isEmpty()) {
            session.invalidate();
            return SecurityContextHolder.createEmptyContext();
        }
        if (today.get().equals(actor)) {
            return kept;
        }
        SecurityContext renewed = SecurityContextHolder.createEmptyContext();
        renewed.setAuthentication(StaffLogin.authentication(today.get()));
        return renewed;
    }

    /** Both times are the session's own, so no clock is asked. */
    private static Duration age(HttpSession session) {
        return Duration.ofMillis(session.getLastAccessedTime() - session.getCreationTime());
    }

    private Optional<Actor> asOfToday(Actor actor, HttpSession session) {
        return switch (actor.kind()) {
            case STAFF -> staff.find(actor.login()).map(member -> deputies.inSession(member, actor.client(), session));
            case PARTY -> seated(actor);
            case MACHINE, SYSTEM -> Optional.of(actor);
        };
    }

    private Optional<Actor> seated(Actor party) {
        if (party.party().isEmpty() || party.cases().size() != 1) {
            return Optional.empty();
        }
        Role side = party.has(Role.RESPONDENT_PARTY) ? Role.RESPONDENT_PARTY : Role.APPLICANT_PARTY;
        Set<Long> seats = parties.getObject()
                .seats(party.cases().iterator().next(), side, party.party().getAsLong());
        return seats.isEmpty() ? Optional.empty() : Optional.of(party.sitting(seats));
    }
}
