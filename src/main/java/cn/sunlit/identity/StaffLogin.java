package cn.sunlit.identity;

import java.time.Duration;
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
 * Log-in of staff by name and password. An unknown name takes as long and is answered as a wrong password is. Wrong
 * attempts slow down whoever makes them: few for one name from one address, more for one name from everywhere and for
 * one address, behind which a whole court may sit. Otherwise anyone could keep a judge out.
 */
@Component
class StaffLogin implements AuthenticationProvider {

    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int PER_LOGIN_AND_ADDRESS = 5;
    static final int PER_LOGIN = 50;
    static final int PER_ADDRESS = 50;

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
        if (attempts.within(WINDOW, byBoth) >= PER_LOGIN_AND_ADDRESS
                || attempts.within(WINDOW, byLogin) >= PER_LOGIN
                || attempts.within(WINDOW, byAddress) >= PER_ADDRESS) {
            throw new LockedException("too many attempts");
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
        Actor by = actor(member.get(), null);
        events.publishEvent(new SignedIn(by, "密码", address));
        return authentication(by);
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
