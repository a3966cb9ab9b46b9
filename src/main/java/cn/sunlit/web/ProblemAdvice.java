package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Whatever a controller throws becomes an answer in Chinese; nothing of a library's own words gets out. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(Throwable.class)
    void any(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (thrown instanceof AsyncRequestNotUsableException) {
            return; // the caller has hung up
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException e && e.getSupportedMethods() != null) {
            response.setHeader("Allow", String.join(", ", e.getSupportedMethods()));
        }
        Trouble trouble = trouble(thrown, request);
        if (trouble == null) {
            problems.answerUnforeseen(thrown, request, response);
        } else {
            problems.answer(trouble, request, response);
        }
    }

    private static @Nullable Trouble trouble(Throwable thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Problem e -> Trouble.of(e);
            case HttpMessageNotReadableException e -> unreadable(e);
            case JacksonException e when Problems.wantsJson(request) -> JsonTrouble.of(e);
            case MethodArgumentTypeMismatchException e -> mismatch(e);
            case MissingServletRequestParameterException e -> Trouble.unreadable(e.getParameterName(), "缺少参数");
            case MissingServletRequestPartException e -> Trouble.unreadable(e.getRequestPartName(), "缺少上传的文件或内容");
            case MissingRequestHeaderException e -> Trouble.unreadable(e.getHeaderName(), "缺少请求头");
            case MissingPathVariableException e -> Trouble.unreadable(e.getVariableName(), "地址不完整");
            case ServletRequestBindingException e -> Trouble.unreadable("", "请求的参数不完整");
            case HttpMediaTypeNotSupportedException e ->
                Trouble.of(
                        415,
                        "media-type",
                        "内容类型不支持",
                        "不支持的内容类型“%s”，请使用 %s"
                                .formatted(
                                        e.getContentType() == null ? "未注明" : e.getContentType(),
                                        e.getSupportedMediaTypes().stream()
                                                .map(Object::toString)
                                                .filter(t -> !t.contains("*"))
                                                .distinct()
                                                .collect(Collectors.joining("、"))));
            case HttpMediaTypeNotAcceptableException e -> Trouble.of(406, "not-acceptable", "无法提供所要的格式", "没有所要求的返回格式");
            case HttpRequestMethodNotSupportedException e ->
                Trouble.of(405, "method", "请求方法不对", "这个地址不接受 %s 请求".formatted(e.getMethod()));
            case NoResourceFoundException e -> missing();
            case NoHandlerFoundException e -> missing();
            case MaxUploadSizeExceededException e -> BodyLimit.tooLarge("上传的文件不能超过 50 MB");
            case MultipartException e ->
                causedBy(e, "exceed")
                        ? BodyLimit.tooLarge("上传的文件不能超过 50 MB")
                        : Trouble.unreadable("", "上传的内容不完整或格式不正确");
            case AccessDeniedException e -> Trouble.of(403, "forbidden", "没有权限", "您没有办理这项操作的权限");
            case AuthenticationException e -> Trouble.of(401, "unauthenticated", "需要登录", "请先登录");
            case DuplicateKeyException e -> Trouble.of(409, "conflict", "已经存在", "相同的记录已经存在，没有重复登记");
            case ConcurrencyFailureException e -> Trouble.of(409, "conflict", "刚被他人修改", "这条记录刚被他人修改，请刷新后重试");
            case DataIntegrityViolationException e -> integrity(e);
            case BodyLimit.TooLarge e -> BodyLimit.tooLarge(e.sentence());
            case IllegalArgumentException e
            when Chinese.isSentence(e.getMessage()) ->
                Trouble.of(422, "invalid", "填写不正确", String.valueOf(e.getMessage()));
            default -> null;
        };
    }

    private static Trouble missing() {
        return Trouble.of(404, "not-found", "没有找到", "没有这个地址，请检查是否写错");
    }

    private static Trouble unreadable(HttpMessageNotReadableException thrown) {
        for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
            if (t instanceof BodyLimit.TooLarge large) {
                return BodyLimit.tooLarge(large.sentence());
            }
            if (t instanceof JacksonException json && !(json.getCause() instanceof IOException)) {
                return JsonTrouble.of(json);
            }
        }
        return Trouble.unreadable("", thrown.getCause() == null ? "缺少请求内容" : "请求内容无法读取");
    }

    private static Trouble mismatch(MethodArgumentTypeMismatchException thrown) {
        String value = String.valueOf(thrown.getValue());
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "…";
        for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
            if (Chinese.isSentence(t.getMessage())) {
                return Trouble.unreadable(thrown.getName(), String.valueOf(t.getMessage()));
            }
        }
        Class<?> target = thrown.getRequiredType();
        if (target != null && target.isEnum()) {
            return Trouble.unreadable(
                    thrown.getName(),
                    "“%s”不在可选值之内，可选：%s"
                            .formatted(
                                    shown,
                                    Arrays.stream(target.getEnumConstants())
                                            .map(Object::toString)
                                            .collect(Collectors.joining("、"))));
        }
        String expected = target == LocalDate.class
                ? "不是有效日期，应如 2026-03-02"
                : target != null && (target.isPrimitive() || Number.class.isAssignableFrom(target))
                        ? "不是有效数字"
                        : "格式不正确";
        return Trouble.unreadable(thrown.getName(), "“%s”%s".formatted(shown, expected));
    }

    /** What only the database saw: text it cannot hold, a number out of range, a rule that a check keeps. */
    private static @Nullable Trouble integrity(DataIntegrityViolationException thrown) {
        String state =
                thrown.getMostSpecificCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        if (Set.of("22021", "22P05", "22001", "22003", "22008").contains(state)) {
            return Trouble.of(422, "invalid", "填写不正确", "内容中有不能保存的字符，或文字、数值超出范围");
        }
        return state.equals("23505") ? Trouble.of(409, "conflict", "已经存在", "相同的记录已经存在，没有重复登记") : null;
    }

    private static boolean causedBy(Throwable thrown, String word) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT).contains(word)
                    || t.getClass().getSimpleName().contains("SizeLimit")) {
                return true;
            }
        }
        return false;
    }
}
