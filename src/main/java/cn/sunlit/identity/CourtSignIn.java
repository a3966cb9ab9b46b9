package cn.sunlit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Log-in of staff by their court's own identity provider (OpenID Connect: authorization code with PKCE, state and nonce).
 * The provider says who came; whether that person works here and as what, only the court's administrator has said. Nobody
 * is registered by coming. What is kept of the visit is the session that a password would have begun, no token.
 */
@Component
class CourtSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(CourtSignIn.class);
    private static final String STRANGER = "unregistered";

    private final CourtProviders providers;
    private final StaffDirectory staff;
    private final ApplicationEventPublisher events;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    CourtSignIn(CourtProviders providers, StaffDirectory staff, ApplicationEventPublisher events) {
        this.providers = providers;
        this.staff = staff;
        this.events = events;
    }

    /** Not a {@code Customizer} bean: Spring Security would apply that to every door by itself. */
    void configure(OAuth2LoginConfigurer<HttpSecurity> login) {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(providers, CourtProviders.START);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(CourtProviders.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        login.loginPage("/login")
                .clientRegistrationRepository(providers)
                .authorizedClientRepository(new Forgetful())
                .authorizationEndpoint(start -> start.authorizationRequestResolver(requests))
                .redirectionEndpoint(back -> back.baseUri(CourtProviders.START + "/*/back"))
                .tokenEndpoint(token -> token.accessTokenResponseClient(tokens))
                .userInfoEndpoint(user -> user.oidcUserService(this::known))
                .successHandler(this::entered)
                .failureHandler(this::failed)
                .addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(CourtSignIn.this::failed);
                        return filter;
                    }
                });
    }

    /** A registered member of the provider's own court, with how he came in there. */
    private static final class Known extends DefaultOidcUser {

        private static final long serialVersionUID = 1;

        private final Actor actor;
        private final boolean strong;

        Known(Actor actor, boolean strong, OidcIdToken token, String nameClaim) {
            super(List.of(new SimpleGrantedAuthority(actor.kind().name())), token, nameClaim);
            this.actor = actor;
            this.strong = strong;
        }
    }

    private OidcUser known(OidcUserRequest request) {
        OpenIdSettings.Provider provider = providers.settings(request.getClientRegistration());
        OidcIdToken token = request.getIdToken();
        String login = Objects.requireNonNullElse(token.getClaimAsString(provider.loginClaim()), "");
        Optional<StaffMember> member = staff.find(login).filter(m -> m.court().equals(provider.courtCode()));
        if (member.isEmpty()) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(STRANGER), "the provider's visitor is not registered, or disabled");
        }
        List<String> amr = Objects.requireNonNullElse(token.getAuthenticationMethods(), List.of());
        return new Known(
                StaffLogin.actor(member.get(), null),
                provider.isStrong(amr, token.getAuthenticationContextClass()),
                token,
                provider.loginClaim());
    }

    /** From here on the session is one of ours: the limits, the roles of today and the log-out everywhere hold for it. */
    private void entered(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        Known known = (Known) Objects.requireNonNull(authentication.getPrincipal());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(StaffLogin.authentication(known.actor));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        if (known.strong) {
            SecondFactorProof.keep(request);
        }
        events.publishEvent(new SignedIn(known.actor, "本院统一身份认证", request.getRemoteAddr()));
        response.sendRedirect("/desk");
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String why = isStranger(failure) ? STRANGER : isDown(failure) ? "down" : "refused";
        LOG.info("log-in by a court's identity provider: {}: {}", why, failure.getMessage());
        response.sendRedirect("/login?court=" + why);
    }

    /** What the log-in page says, by the word in its address. */
    static String sentence(String why) {
        return switch (why) {
            case STRANGER -> "您在统一身份认证中的账号没有在本院登记，或者已经停用。请联系本院管理员登记后再登录";
            case "down" -> "本院统一身份认证暂时连接不上，请稍后再试，或者用登录名和密码登录";
            default -> "统一身份认证没有通过，可能是页面停留过久或重复提交。请重新点击登录";
        };
    }

    private static boolean isStranger(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException oauth
                && oauth.getError().getErrorCode().equals(STRANGER);
    }

    /** Whether the provider did not answer at all, wherever on the way it was asked. */
    private static boolean isDown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof org.springframework.web.client.HttpServerErrorException) {
                return true;
            }
        }
        return false;
    }

    /** We never act at the provider for anybody, so its tokens are thrown away. */
    private static final class Forgetful implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // nothing is kept, see above
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // nothing was kept
        }
    }
}
