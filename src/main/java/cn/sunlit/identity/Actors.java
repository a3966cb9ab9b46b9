package cn.sunlit.identity;

import cn.sunlit.web.Visitor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands the {@link Actor} of a request to controllers that take one, and tells the layout who looks. */
@Component
class Actors implements HandlerMethodArgumentResolver, WebMvcConfigurer, Visitor.Source {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class); // comes from the token, not from the caller
    }

    private final Courts courts;

    Actors(Courts courts) {
        this.courts = courts;
    }

    static Optional<Actor> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return signedIn().orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
    }

    @Override
    public Optional<Visitor> current() {
        return signedIn()
                .map(by -> new Visitor(
                        by.name(), courts.nameOf(by.court()), authorities(by), by.kind() == Actor.Kind.STAFF));
    }

    /** Names of the roles and of the use cases they grant. */
    static Set<String> authorities(Actor by) {
        Set<String> names = new HashSet<>();
        by.roles().forEach(role -> names.add(role.name()));
        for (UseCase useCase : UseCase.values()) {
            if (by.may(useCase)) {
                names.add(useCase.name());
            }
        }
        return names;
    }
}
