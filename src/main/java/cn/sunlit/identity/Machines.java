package cn.sunlit.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The programs that may call ours, as the token endpoint and the API know them. Secrets are kept as hashes. */
@Service
@Transactional(readOnly = true)
public class Machines implements RegisteredClientRepository {

    /** A working day: whoever is shut out meanwhile is refused at the next call all the same. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(8);

    private final MachineStore store;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Machines(MachineStore store, PasswordEncoder passwords, Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** One question alone needs no transaction around it; every call of a machine asks it. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Machine> find(String client) {
        return store.find(client);
    }

    /** Adds a machine, or changes everything of the one with this client id. */
    @Transactional
    public void register(Machine machine, String secret) {
        store.save(machine, String.valueOf(passwords.encode(secret)), clock.instant());
    }

    /** The token endpoint calls this only to keep a secret in a newer hash. */
    @Override
    @Transactional
    public void save(RegisteredClient client) {
        store.changeSecret(client.getClientId(), String.valueOf(client.getClientSecret()));
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String client) {
        return store.secret(client)
                .map(secret -> RegisteredClient.withId(client)
                        .clientId(client)
                        .clientSecret(secret)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .tokenSettings(TokenSettings.builder()
                                .accessTokenTimeToLive(TOKEN_LIFE)
                                .build())
                        .build())
                .orElse(null);
    }
}
