package cn.sunlit.identity;

import cn.sunlit.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Stands at every door of the table before the body of a request is read, so that whoever may not enter learns nothing of
 * what a right body would be. The faces behind ask again, and know more: whose the thing is that a number stands for.
 */
@Component
class Doorkeeper implements HandlerInterceptor, WebMvcConfigurer {

    private static final String CODE = "One-Time-Code";
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final DoorTable table;
    private final ObjectProvider<CaseGate> gate;
    private final SecondFactors factors;

    Doorkeeper(DoorTable table, ObjectProvider<CaseGate> gate, SecondFactors factors) {
        this.table = table;
        this.gate = gate;
        this.factors = factors;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // OPTIONS is answered by Spring itself with the methods of an address; files have no method that handles them.
        if (!(handler instanceof HandlerMethod) || request.getMethod().equals("OPTIONS")) {
            return true;
        }
        String address = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        Door door = table.find(request.getMethod(), address).orElseThrow(() -> {
            LOG.error("{} {} is not in the table of doors", request.getMethod(), address);
            return new Problem.Forbidden("这个地址没有登记在门禁表中，暂不开放，请告诉管理员");
        });
        switch (door.guard()) {
            case OPEN, SANDBOX -> {}
            case SIGNED -> {} // the face behind checks the signature, which covers the body
            case STAFF -> {
                if (signedIn().kind() != Actor.Kind.STAFF) {
                    throw new Problem.Forbidden("这里只对工作人员开放");
                }
            }
            case USE_CASE -> {
                useCase(door, request);
                return secondFactor(door, request, response);
            }
        }
        return true;
    }

    private void useCase(Door door, HttpServletRequest request) {
        Actor by = signedIn();
        UseCase what = java.util.Objects.requireNonNull(door.what());
        if ((by.kind() == Actor.Kind.PARTY) != (door.where() == Door.Where.OWN)) {
            throw new Problem.Forbidden(by.kind() == Actor.Kind.PARTY ? "当事人请从当事人门户查看自己的案件" : "这里只对案件当事人开放");
        }
        boolean ofCase = door.where() == Door.Where.CASE;
        if (ofCase && Access.mayBeLooked(by, what) && !by.may(what) && number(request) instanceof String n) {
            gate.getObject().pass(by, what, n);
            return;
        }
        Access.allowUse(by, what);
        // A read has no body that could be wrong, and asks where it is in its first line.
        if (ofCase && !request.getMethod().equals("GET") && number(request) instanceof String n) {
            gate.getObject().pass(by, what, n);
        }
    }

    /** @return false when the caller was sent to prove who he is first */
    private boolean secondFactor(Door door, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Actor by = signedIn();
        if (door.what() == null || !factors.isNeeded(by, door.what())) {
            return true;
        }
        if (by.client() != null) {
            // The program vouches for the password; the telephone only its owner has.
            throughProgram(by, request.getHeader(CODE));
            return true;
        }
        if (SecondFactorProof.isKept(request)) {
            return true;
        }
        String page = SecondFactorProof.page(request);
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(page);
        } else {
            response.setHeader("HX-Redirect", page);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
        return false;
    }

    private void throughProgram(Actor by, @Nullable String code) {
        if (code == null) {
            throw new Problem.Forbidden("办理这一事项须本人的动态口令，请放在请求头 %s 中".formatted(CODE));
        }
        switch (factors.check(by, code)) {
            case RIGHT -> {}
            case WRONG -> throw new Problem.Forbidden("动态口令（请求头 %s）不正确或已经用过".formatted(CODE));
            case TOO_MANY -> throw new Problem.Forbidden("动态口令输错次数过多，请 10 分钟后再试");
        }
    }

    private static @Nullable Object number(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> keys
                ? keys.get("number")
                : null;
    }

    private static Actor signedIn() {
        return Actors.signedIn().orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
    }
}
