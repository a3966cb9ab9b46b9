package cn.sunlit.identity;

import cn.sunlit.web.Problems;
import cn.sunlit.web.Trouble;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The four doors: tokens for machines, the API for those who bear one, the sandbox where there is one, and the pages for
 * people with a session. What no door opens stays shut.
 */
@Configuration
class Doors {

    private static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);
    private static final int TOKEN_FAILURES = 30;

    private final Problems problems;

    Doors(Problems problems) {
        this.problems = problems;
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenDoor(
            HttpSecurity http,
            Machines machines,
            OAuth2AuthorizationService authorizations,
            Attempts attempts,
            JsonMapper json) {
        return http.securityMatcher("/oauth2/**")
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(machines)
                        .authorizationService(authorizations)
                        .clientAuthentication(client -> client.errorResponseHandler((request, response, failed) -> {
                            attempts.note("token from " + request.getRemoteAddr());
                            tokenRefused(json, failed, response);
                        }))
                        .tokenEndpoint(token -> token.errorResponseHandler(
                                (request, response, failed) -> tokenRefused(json, failed, response))))
                .authorizeHttpRequests(r -> r.anyRequest().authenticated())
                .addFilterBefore(
                        (request, response, chain) -> {
                            HttpServletRequest from = (HttpServletRequest) request;
                            if (attempts.within(TOKEN_WINDOW, "token from " + from.getRemoteAddr()) >= TOKEN_FAILURES) {
                                OpenDoorLimit.tooMany(
                                        "失败次数过多", TOKEN_WINDOW, problems, from, (HttpServletResponse) response);
                                return;
                            }
                            chain.doFilter(request, response);
                        },
                        org.springframework.security.web.authentication.logout.LogoutFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Doors::headers)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e -> e.authenticationEntryPoint(unknown()).accessDeniedHandler(refused()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(
            HttpSecurity http, Machines machines, StaffDirectory staff, Courts courts, ActingFor deputies) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(r -> r.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/tools/**", "/api/verify/**", "/api/checkpoints/**")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/institutions/*/results",
                                "/api/institutions/*/payment-checks",
                                "/api/institutions/*/payment-checks/*/outcome")
                        .permitAll()
                        .anyRequest()
                        .hasAnyAuthority(Actor.Kind.MACHINE.name(), Actor.Kind.STAFF.name()))
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.jwtAuthenticationConverter(token -> byMachine(machine(machines, token))))
                        .authenticationEntryPoint(unknown())
                        .accessDeniedHandler(refused()))
                .addFilterAfter(
                        new OnBehalfOf(staff, courts, deputies, problems), BearerTokenAuthenticationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Doors::headers)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e -> e.authenticationEntryPoint(unknown()).accessDeniedHandler(refused()))
                .build();
    }

    @Bean
    @Order(3)
    @Profile("sandbox")
    SecurityFilterChain sandboxDoor(HttpSecurity http) {
        return http.securityMatcher("/sandbox/**")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Doors::headers)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pageDoor(
            HttpSecurity http,
            StaffDirectory staff,
            ApplicationEventPublisher events,
            CourtProviders providers,
            CourtSignIn byProvider,
            ActingFor deputies,
            ObjectProvider<PartyLogins> parties,
            @Value("${sunlit.sessions.longest}") Duration longest) {
        if (!providers.all().isEmpty()) {
            http.oauth2Login(byProvider::configure);
        }
        return http.authorizeHttpRequests(r -> r.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                "/",
                                "/login",
                                "/login/court/**",
                                "/portal/login/**",
                                "/tools/**",
                                "/verify/**",
                                "/rewards/**",
                                "/error")
                        .permitAll()
                        .requestMatchers("/webjars/**", "/*.css", "/*.js", "/*.svg", "/*.png", "/favicon.ico")
                        .permitAll()
                        .requestMatchers(
                                "/actuator/health/**",
                                "/v3/api-docs/**",
                                "/v3/api-docs.yaml",
                                "/swagger-ui.html",
                                "/swagger-ui/**")
                        .permitAll()
                        .requestMatchers("/portal/**")
                        .hasAuthority(Actor.Kind.PARTY.name())
                        .anyRequest()
                        .hasAuthority(Actor.Kind.STAFF.name()))
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("login")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/desk")
                        .failureHandler((request, response, failed) -> {
                            if (failed instanceof StaffLogin.TooSoon wait) {
                                OpenDoorLimit.tooMany("尝试次数过多", wait.pause(), problems, request, response);
                            } else {
                                response.sendRedirect("/login?wrong");
                            }
                        }))
                .addFilterAfter(new SessionWatch(staff, deputies, parties, longest), SecurityContextHolderFilter.class)
                .logout(out -> out.addLogoutHandler((request, response, who) -> {
                            if (who != null && who.getPrincipal() instanceof Actor by) {
                                events.publishEvent(new SignedOut(by, by.login(), "退出登录"));
                            }
                        })
                        .logoutSuccessHandler((request, response, who) ->
                                response.sendRedirect(isParty(who) ? "/portal/login?bye" : "/login?bye")))
                .headers(Doors::headers)
                .exceptionHandling(e -> e.authenticationEntryPoint(toLogin()).accessDeniedHandler(refused()))
                .build();
    }

    /** Not kept anywhere and, where the way is encrypted, never unencrypted again; all else is told before the doors. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled()
                .cacheControl(Customizer.withDefaults())
                .httpStrictTransportSecurity(Customizer.withDefaults());
    }

    private static boolean isParty(@org.jspecify.annotations.Nullable Authentication who) {
        return who != null && who.getPrincipal() instanceof Actor actor && actor.kind() == Actor.Kind.PARTY;
    }

    /** What is known of the machine goes along, so that nobody asks for it twice. */
    private static AbstractAuthenticationToken byMachine(Machine machine) {
        UsernamePasswordAuthenticationToken known = StaffLogin.authentication(machine.actor());
        known.setDetails(machine);
        return known;
    }

    private static Machine machine(Machines machines, Jwt token) {
        return machines.find(String.valueOf(token.getSubject()))
                .orElseThrow(() -> new InvalidBearerTokenException("the client is not known any more"));
    }

    private AuthenticationEntryPoint unknown() {
        return (request, response, failed) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            String sentence = request.getHeader("Authorization") == null
                    ? "请先用客户端凭证取得令牌（POST /oauth2/token），并放在 Authorization 请求头中"
                    : "令牌无效或已过期，请重新取得";
            problems.answer(Trouble.of(401, "unauthenticated", "需要登录", sentence), request, response);
        };
    }

    private AuthenticationEntryPoint toLogin() {
        return (request, response, failed) -> {
            if (Problems.wantsJson(request)) {
                problems.answer(Trouble.of(401, "unauthenticated", "需要登录", "请先登录"), request, response);
                return;
            }
            String login = request.getRequestURI().startsWith("/portal") ? "/portal/login" : "/login";
            if (request.getHeader("HX-Request") != null) {
                // A fragment must not be replaced by a whole log-in page.
                response.setHeader("HX-Redirect", login);
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            response.sendRedirect(login);
        };
    }

    private AccessDeniedHandler refused() {
        return (request, response, denied) -> problems.answer(
                denied instanceof CsrfException
                        ? Trouble.of(403, "stale-form", "页面已过期", "页面停留过久或登录已过期，提交没有生效。请返回上一页刷新后再提交")
                        : Trouble.of(403, "forbidden", "没有权限", "您没有查看这个页面的权限"),
                request,
                response);
    }

    /** RFC 6749: the code is for programs, the sentence for the person who reads the log. */
    private static void tokenRefused(JsonMapper json, AuthenticationException failed, HttpServletResponse response)
            throws IOException {
        String code = failed instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "invalid_request";
        String sentence =
                switch (code) {
                    case "invalid_client" -> "客户端编号或密钥不正确";
                    case "unsupported_grant_type", "unauthorized_client" -> "只支持客户端凭证方式（grant_type=client_credentials）";
                    case "invalid_scope" -> "没有所申请的范围，请不要填写 scope";
                    default -> "请求不完整或格式不正确";
                };
        response.setStatus(code.equals("invalid_client") ? 401 : 400);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write(json.writeValueAsString(Map.of("error", code, "error_description", sentence))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
