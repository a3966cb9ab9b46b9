package cn.sunlit.identity;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Log-in of staff by name and password. An unknown name takes as long and is answered as a wrong password is. Each wrong try
 * makes the next one wait longer: soon for one name from one address, later for one name from everywhere and for one address,
 * behind which a whole court may sit. The last two never hold up a name at an address where it came in before: otherwise one
 * who guesses could keep out a judge, and one within a court the whole court.
 */
@Component
class StaffLogin implements AuthenticationProvider {

    static final Attempts.Pace ONE_NAME_AT_ONE_ADDRESS =
            new Attempts.Pace(4, Duration.ofSeconds(15), Duration.ofMinutes(15));
    static final Attempts.Pace ONE_NAME = new Attempts.Pace(30, Duration.ofSeconds(15), Duration.ofMinutes(15));
    static final Attempts.Pace ONE_ADDRESS = new Attempts.Pace(50, Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** How long an address where somebody came in counts as that person's own. */
    private static final Duration AT_HOME = Duration.ofDays(30);

    private final StaffStore store;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;
    private final String nobodysPassword;

    StaffLogin(StaffStore store, PasswordEncoder passwords, Attempts attempts, ApplicationEventPublisher events) {
        this.events = events;
        this.store = store;
        this.passwords = passwords;
        this.attempts = attempts;
        this.nobodysPassword = String.valueOf(passwords.encode("nobody"));
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String login = request.getName().strip();
        String given = String.valueOf(request.getCredentials());
        String byLogin = "staff " + login;
        String address = request.getDetails() instanceof WebAuthenticationDetails d ? d.getRemoteAddress() : "";
        String byAddress = "staff from " + address;
        String byBoth = byLogin + " " + byAddress;
        String home = "home " + byBoth;
        Duration pause = attempts.pause(ONE_NAME_AT_ONE_ADDRESS, byBoth);
        if (attempts.within(AT_HOME, home) == 0) {
            pause = longest(pause, attempts.pause(ONE_NAME, byLogin), attempts.pause(ONE_ADDRESS, byAddress));
        }
        if (!pause.isZero()) {
            throw new TooSoon(pause);
        }
        // What no log-in can look like is not even asked for: a database refuses some characters with an error.
        Optional<String> hash = login.matches(StaffMember.LOGIN) ? store.password(login) : Optional.empty();
        // bcrypt sees no more than 72 bytes; longer ones are refused so that nothing typed is silently dropped.
        boolean right = given.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 72
                && passwords.matches(given, hash.orElse(nobodysPassword));
        Optional<StaffMember> member = right && hash.isPresent() ? store.find(login) : Optional.empty();
        if (member.isEmpty()) {
            attempts.note(byBoth);
            attempts.note(byLogin);
            attempts.note(byAddress);
            if (hash.isPresent()) {
                store.find(login).ifPresent(m -> events.publishEvent(new SignInFailed(actor(m, null), address)));
            }
            throw new BadCredentialsException("wrong name or password");
        }
        attempts.forget(byBoth);
        attempts.forget(home);
        attempts.note(home);
        Actor by = actor(member.get(), null);
        events.publishEvent(new SignedIn(by, "密码", address));
        return authentication(by);
    }

    private static Duration longest(Duration... all) {
        return Collections.max(Arrays.asList(all));
    }

    /** Whoever was wrong too often has to wait so long. */
    static final class TooSoon extends LockedException {

        private final transient Duration pause;

        TooSoon(Duration pause) {
            super("too many attempts");
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }

    static Actor actor(StaffMember member, @org.jspecify.annotations.Nullable String client) {
        return new Actor(
                Actor.Kind.STAFF, member.login(), member.name(), member.court(), member.roles(), client, Set.of());
    }

    static UsernamePasswordAuthenticationToken authentication(Actor actor) {
        return UsernamePasswordAuthenticationToken.authenticated(
                actor, null, List.of(new SimpleGrantedAuthority(actor.kind().name())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
