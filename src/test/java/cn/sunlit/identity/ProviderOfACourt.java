package cn.sunlit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A court's identity provider: Spring Authorization Server as a program of its own on its own port. It knows whoever gives
 * the password {@code there}, and can be told to lie in its tokens.
 */
public final class ProviderOfACourt {

    private static final int PORT = freePort();
    static final String ISSUER = "http://127.0.0.1:" + PORT;
    private static final String CLIENT = "sunlit";
    private static final String SECRET = "court-secret";

    /** What the next tokens say instead of the truth. */
    static volatile Consumer<JwtClaimsSet.Builder> lie = claims -> {};

    private ProviderOfACourt() {}

    /** The settings of a program that knows it: 1 the provider, 2 one that is down, 3 one that calls itself otherwise. */
    public static Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("sunlit.openid.providers[0].issuer", ISSUER),
                Map.entry("sunlit.openid.providers[0].client-id", CLIENT),
                Map.entry("sunlit.openid.providers[0].client-secret", SECRET),
                Map.entry("sunlit.openid.providers[0].court", "鄂1125"),
                Map.entry("sunlit.openid.providers[0].login-claim", "login"),
                Map.entry("sunlit.openid.providers[0].second-factor", "otp"),
                Map.entry("sunlit.openid.providers[1].issuer", "http://127.0.0.1:1"),
                Map.entry("sunlit.openid.providers[1].client-id", CLIENT),
                Map.entry("sunlit.openid.providers[1].client-secret", SECRET),
                Map.entry("sunlit.openid.providers[1].court", "鄂11"),
                Map.entry("sunlit.openid.providers[2].issuer", "http://localhost:" + PORT),
                Map.entry("sunlit.openid.providers[2].client-id", CLIENT),
                Map.entry("sunlit.openid.providers[2].client-secret", SECRET),
                Map.entry("sunlit.openid.providers[2].court", "鄂1125"));
    }

    static ConfigurableApplicationContext start(int sunlit) {
        return new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "spring.config.name", "provider",
                        "spring.main.banner-mode", "off",
                        "server.port", PORT,
                        "server.address", "127.0.0.1",
                        "test.back", "http://localhost:" + sunlit + "/login/court/1/back"))
                .run();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No {@code @Configuration}, or the scan of Sunlit would take it for a part of its own. */
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Program {

        @Bean
        SecurityFilterChain doors(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(r -> r.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .csrf(forms -> forms.ignoringRequestMatchers("/login"))
                    .build();
        }

        @Bean
        AuthorizationServerSettings itself() {
            return AuthorizationServerSettings.builder().issuer(ISSUER).build();
        }

        @Bean
        RegisteredClientRepository clients(org.springframework.core.env.Environment environment) {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(environment.getRequiredProperty("test.back"))
                    .scope("openid")
                    .scope("profile")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("1").generate()));
        }

        @Bean
        JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        UserDetailsService everybody() {
            return name -> User.withUsername(name)
                    .password("{noop}there")
                    .authorities(List.of())
                    .build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> login() {
            return context -> {
                if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    context.getClaims().claim("login", context.getPrincipal().getName());
                    lie.accept(context.getClaims());
                }
            };
        }
    }

    /** A token of yesterday. */
    static void expired(JwtClaimsSet.Builder claims) {
        claims.issuedAt(Instant.now().minusSeconds(86_400))
                .expiresAt(Instant.now().minusSeconds(82_800));
    }
}
