package cn.sunlit.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a request that is not even HTTP as it should be: an address with forbidden characters, a broken header. The
 * container refuses it before any filter runs. Made by the container by its class name, hence public.
 */
public class ContainerErrors extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerErrors.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean ours = response.getStatus() >= 500;
        String sentence = ours ? "系统出现意外错误，本次操作没有生效，请稍后重试" : "请求的地址或格式不正确";
        String trace = RequestTrace.make();
        if (ours) {
            LOG.error(
                    "{} before any filter [{}]",
                    response.getStatus(),
                    trace,
                    thrown == null ? null : Wordless.of(thrown));
        } else {
            LOG.info("{} before any filter [{}]", response.getStatus(), trace);
        }
        String document =
                "{\"type\":\"urn:sunlit:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"traceId\":\"%s\"}"
                        .formatted(
                                ours ? "internal" : "unreadable",
                                ours ? "系统出错" : "请求无法识别",
                                response.getStatus(),
                                sentence,
                                trace);
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            if (response.getReporter() != null) {
                response.getReporter().write(document);
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("the caller has hung up", gone);
        }
    }
}
