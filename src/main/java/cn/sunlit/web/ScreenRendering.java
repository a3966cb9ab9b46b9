package cn.sunlit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Answers a request with the {@link Screen} that a controller method returned. */
@Component
class ScreenRendering implements HandlerMethodReturnValueHandler {

    private final Templates templates;
    private final Chromes chromes;

    ScreenRendering(Templates templates, Chromes chromes) {
        this.templates = templates;
        this.chromes = chromes;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Screen.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
        if (!(value instanceof Screen screen) || request == null || response == null) {
            throw new IllegalStateException("no screen to show by " + type.getExecutable());
        }
        show(screen, screen.httpStatus(), request, response);
    }

    /** Renders wholly before the first byte goes out, so that a failing template still becomes a proper error. */
    void show(Screen screen, int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] html = templates.render(screen, chromes.of(request)).getBytes(StandardCharsets.UTF_8);
        if (response.getStatus() == HttpServletResponse.SC_OK) {
            response.setStatus(status);
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
