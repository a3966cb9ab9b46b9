package cn.sunlit.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The identity providers of courts, by their place in the settings: 1, 2 … Nothing is asked of a provider before its first
 * visitor, so that one that is down keeps nobody else out; what it then tells of itself is kept.
 */
@Component
@EnableConfigurationProperties(OpenIdSettings.class)
class CourtProviders implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {

    static final String START = "/login/court";

    /** A person waits before the button: a provider that takes longer counts as down. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};

    private final OpenIdSettings settings;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    CourtProviders(OpenIdSettings settings) {
        this.settings = settings;
    }

    List<OpenIdSettings.Provider> all() {
        return settings.providers();
    }

    OpenIdSettings.Provider settings(ClientRegistration registration) {
        return settings.providers().get(Integer.parseInt(registration.getRegistrationId()) - 1);
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.matches("[1-9][0-9]?")
                || Integer.parseInt(id) > settings.providers().size()) {
            return null;
        }
        ClientRegistration found = known.get(id);
        if (found == null) {
            found = discover(id, settings.providers().get(Integer.parseInt(id) - 1));
            known.put(id, found);
        }
        return found;
    }

    private static ClientRegistration discover(String id, OpenIdSettings.Provider provider) {
        String issuer = provider.issuer().replaceFirst("/$", "");
        Map<String, Object> told = RestClient.builder()
                .requestFactory(requests())
                .build()
                .get()
                .uri(URI.create(issuer + "/.well-known/openid-configuration"))
                .retrieve()
                .body(OBJECT);
        if (told == null || !provider.issuer().equals(told.get("issuer"))) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("foreign_issuer"), "the provider calls itself by another name than the settings");
        }
        return ClientRegistrations.fromOidcConfiguration(told)
                .registrationId(id)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .redirectUri("{baseUrl}" + START + "/{registrationId}/back")
                .scope("openid", "profile")
                .userNameAttributeName(provider.loginClaim())
                .build();
    }

    /** Signature, issuer, audience and times of the token that tells who came. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return decoders.computeIfAbsent(registration.getRegistrationId(), id -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(
                            registration.getProviderDetails().getJwkSetUri()))
                    .jwsAlgorithms(allowed -> allowed.addAll(
                            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                    .restOperations(new RestTemplate(requests()))
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            return decoder;
        });
    }

    static JdkClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                java.net.http.HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        return requests;
    }
}
