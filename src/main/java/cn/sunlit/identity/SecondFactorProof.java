package cn.sunlit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** That the second factor was proved in this session, and where its page leads back to. */
final class SecondFactorProof {

    private static final String PROVED = "secondFactorProved";

    private SecondFactorProof() {}

    static void keep(HttpServletRequest request) {
        HttpSession session = request.getSession();
        session.setAttribute(PROVED, Boolean.TRUE);
        request.changeSessionId(); // whoever knew the weaker session does not hold the stronger one
    }

    static boolean isKept(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && Boolean.TRUE.equals(session.getAttribute(PROVED));
    }

    /** The page that asks, leading back to the one on which the button was. */
    static String page(HttpServletRequest request) {
        String here = request.getMethod().equals("GET")
                ? request.getRequestURI()
                : Optional.ofNullable(request.getHeader("Referer"))
                        .map(SecondFactorProof::path)
                        .orElse("/desk");
        return "/second-factor?then=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }

    private static String path(String referer) {
        try {
            return String.valueOf(URI.create(referer).getRawPath());
        } catch (IllegalArgumentException malformed) {
            return "/desk";
        }
    }

    /** Only a path of our own: a link from elsewhere must not send anybody elsewhere after the code. */
    static String within(String then) {
        return then.matches("/[A-Za-z0-9][A-Za-z0-9/%._~-]*") ? then : "/desk";
    }
}
