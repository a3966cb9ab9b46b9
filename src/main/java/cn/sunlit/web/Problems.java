package cn.sunlit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a call that went wrong: RFC 9457 {@code application/problem+json} for programs, a fragment for htmx, a page
 * for people. Every answer carries a trace id that stands in the log too.
 */
@Component
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;
    private final ScreenRendering screens;

    Problems(JsonMapper json, ScreenRendering screens) {
        this.json = json;
        this.screens = screens;
    }

    /** Answers; does nothing when the answer is already on its way. */
    public void answer(Trouble trouble, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String trace = RequestTrace.of(request);
        // A flood must not become a flood of lines. Neither the address as it came nor the sentence goes into the log:
        // they may
        // repeat what somebody typed.
        LOG.atLevel(trouble.status() == 429 ? Level.DEBUG : Level.INFO)
                .log("{} {} {}: {} [{}]", trouble.status(), method(request), door(request), trouble.kind(), trace);
        answer(trouble, trace, request, response);
    }

    /** For what nobody foresaw: logged in full, told as one sentence. */
    void answerUnforeseen(Throwable cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String trace = RequestTrace.of(request);
        LOG.error("500 {} {} [{}]", method(request), door(request), trace, Wordless.of(cause));
        answer(
                Trouble.of(500, "internal", "系统出错", "系统出现意外错误，本次操作没有生效。请稍后重试；如再次出现，请把编号 %s 告诉管理员".formatted(trace)),
                trace,
                request,
                response);
    }

    private void answer(Trouble trouble, String trace, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(trouble.status());
        if (wantsJson(request)) {
            byte[] body = json.writeValueAsBytes(document(trouble, trace));
            response.setContentType("application/problem+json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            return;
        }
        boolean fragment = request.getHeader("HX-Request") != null;
        if (fragment) {
            response.setHeader("HX-Retarget", "#messages");
            response.setHeader("HX-Reswap", "innerHTML");
        }
        try {
            screens.show(
                    fragment ? new TroubleFragment(trouble, trace) : new TroublePage(trouble, trace),
                    trouble.status(),
                    request,
                    response);
        } catch (RuntimeException broken) {
            // The layout asks the database for the court's name; when that is what failed, a plain sentence must do.
            LOG.error("the error page itself failed [{}]", trace, Wordless.of(broken));
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write((trouble.detail() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> document(Trouble trouble, String trace) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:sunlit:problem:" + trouble.kind());
        document.put("title", trouble.title());
        document.put("status", trouble.status());
        document.put("detail", trouble.detail());
        if (!trouble.errors().isEmpty()) {
            document.put("errors", trouble.errors());
        }
        if (!trouble.refusals().isEmpty()) {
            document.put("refusals", trouble.refusals());
        }
        document.put("traceId", trace);
        return document;
    }

    /** Programs call {@code /api/**}, {@code /oauth2/**} and {@code /sandbox/**}, or say that they accept JSON. */
    public static boolean wantsJson(HttpServletRequest request) {
        String path = request.getAttribute("jakarta.servlet.error.request_uri") instanceof String original
                ? original
                : request.getRequestURI();
        if (path.startsWith("/api/")
                || path.startsWith("/oauth2/")
                || path.startsWith("/sandbox/")
                || path.startsWith("/actuator")) {
            return true;
        }
        String accept = request.getHeader("Accept");
        return accept != null
                && accept.toLowerCase(Locale.ROOT).contains("json")
                && !accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** The address as the program knows it, {@code /cases/{number}}; of what it does not know nothing is told. */
    private static String door(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "-" : pattern.toString();
    }

    private static String method(HttpServletRequest request) {
        return request.getMethod().matches("[A-Z]{3,7}") ? request.getMethod() : "-";
    }
}
