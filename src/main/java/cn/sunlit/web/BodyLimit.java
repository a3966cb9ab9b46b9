package cn.sunlit.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is too large before anything reads it: by its announced length at once, otherwise as soon as the limit is
 * passed. Stands before log-in, so that a form with a huge file gets this answer and not one about its token.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class BodyLimit extends OncePerRequestFilter {

    private final Problems problems;
    private final ApplicationEventPublisher events;
    private final long ordinary;
    private final long bank;
    private final long upload;
    private final long file;

    BodyLimit(
            Problems problems,
            ApplicationEventPublisher events,
            @Value("${sunlit.web.body-limit:2MB}") DataSize ordinary,
            @Value("${sunlit.web.bank-message-limit:50MB}") DataSize bank,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize upload,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize file) {
        this.problems = problems;
        this.events = events;
        this.ordinary = ordinary.toBytes();
        this.bank = bank.toBytes();
        this.upload = upload.toBytes();
        this.file = file.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean multipart = String.valueOf(request.getContentType())
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/");
        long limit = multipart ? upload : request.getRequestURI().startsWith("/api/bank/") ? bank : ordinary;
        String sentence = multipart
                ? "上传的文件不能超过 %d MB".formatted(file / 1024 / 1024)
                : "请求内容不能超过 %d MB".formatted(limit / 1024 / 1024);
        if (request.getContentLengthLong() > limit) {
            events.publishEvent(new OverlargeBody(request.getRequestURI(), request.getContentLengthLong()));
            problems.answer(tooLarge(sentence), request, response);
            return;
        }
        // Multipart bodies are counted by the container itself.
        chain.doFilter(
                multipart || request.getContentLengthLong() >= 0 ? request : new Counted(request, limit, sentence),
                response);
    }

    static Trouble tooLarge(String sentence) {
        return Trouble.of(413, "too-large", "内容过大", sentence);
    }

    /** More came than was allowed. */
    static final class TooLarge extends IOException {
        TooLarge(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** A body of unknown length, counted while it is read. */
    private static final class Counted extends HttpServletRequestWrapper {

        private final long limit;
        private final String sentence;

        Counted(HttpServletRequest request, long limit, String sentence) {
            super(request);
            this.limit = limit;
            this.sentence = sentence;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            return new ServletInputStream() {
                private long seen;

                private int count(int read) throws IOException {
                    seen += Math.max(read, 0);
                    if (seen > limit) {
                        throw new TooLarge(sentence);
                    }
                    return read;
                }

                @Override
                public int read() throws IOException {
                    int next = in.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return count(in.read(into, offset, length));
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
