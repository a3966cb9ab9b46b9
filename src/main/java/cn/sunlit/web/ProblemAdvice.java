package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Whatever a controller throws becomes an answer in Chinese; nothing of a library's own words gets out. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private static final SchemaWords WORDS = new SchemaWords();

    private final Problems problems;
    private final ConversionService values;

    ProblemAdvice(Problems problems, @Qualifier("mvcConversionService") ConversionService values) {
        this.problems = problems;
        this.values = values;
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

    private @Nullable Trouble trouble(Throwable thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Problem e -> Trouble.of(e);
            case HttpMessageNotReadableException e -> unreadable(e);
            case JacksonException e when Problems.wantsJson(request) -> JsonTrouble.of(e);
            case MethodArgumentTypeMismatchException e
            when e.getParameter().hasParameterAnnotation(PathVariable.class) ->
                Trouble.of(404, "not-found", "没有找到", mismatch(e.getName(), e.getValue(), e.getRequiredType(), e));
            case MethodArgumentTypeMismatchException e ->
                parameters(request, e.getName(), mismatch(e.getName(), e.getValue(), e.getRequiredType(), e));
            case MissingServletRequestParameterException e ->
                parameters(request, e.getParameterName(), missing(e.getParameterName()));
            case MissingServletRequestPartException e ->
                Trouble.wrong(e.getRequestPartName(), "缺少上传的文件（multipart 的“%s”部分）".formatted(e.getRequestPartName()));
            case MissingRequestHeaderException e -> Trouble.wrong(e.getHeaderName(), "缺少请求头 " + e.getHeaderName());
            case MissingPathVariableException e -> noSuchAddress();
            case ServletRequestBindingException e -> Trouble.unreadable("请求的参数不完整");
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
            case NoResourceFoundException e -> noSuchAddress();
            case NoHandlerFoundException e -> noSuchAddress();
            case MaxUploadSizeExceededException e -> BodyLimit.tooLarge("上传的文件不能超过 50 MB");
            case MultipartException e ->
                causedBy(e, "exceed") ? BodyLimit.tooLarge("上传的文件不能超过 50 MB") : Trouble.unreadable("上传的内容不完整或格式不正确");
            case AccessDeniedException e -> Trouble.of(403, "forbidden", "没有权限", "您没有办理这项操作的权限");
            case AuthenticationException e -> Trouble.of(401, "unauthenticated", "需要登录", "请先登录");
            case DuplicateKeyException e -> Trouble.of(409, "conflict", "已经存在", "相同的记录已经存在，没有重复登记");
            case RuntimeException e
            when isFull(e) -> Trouble.of(507, "disk-full", "磁盘空间已满", "服务器磁盘空间已满，本次操作没有生效。请通知管理员腾出空间，随后重新提交");
            case ConcurrencyFailureException e -> Trouble.of(409, "conflict", "刚被他人修改", "这条记录刚被他人修改，请刷新后重试");
            case DataIntegrityViolationException e -> integrity(e);
            case BodyLimit.TooLarge e -> BodyLimit.tooLarge(e.sentence());
            case IllegalArgumentException e
            when Chinese.isSentence(e.getMessage()) ->
                Trouble.of(422, "invalid", "填写不正确", String.valueOf(e.getMessage()));
            default -> null;
        };
    }

    private static Trouble noSuchAddress() {
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
        return Trouble.unreadable(thrown.getCause() == null ? "缺少请求内容" : "请求内容无法读取");
    }

    /** Spring stops at the first parameter that does not fit; the caller is to hear of all of them. */
    private Trouble parameters(HttpServletRequest request, String first, String message) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
                if (asked != null && !MultipartFile.class.isAssignableFrom(parameter.getParameterType())) {
                    parameter.initParameterNameDiscovery(NAMES);
                    check(request, parameter, asked, errors);
                }
            }
        }
        return errors.stream().anyMatch(e -> e.field().equals(first))
                ? Trouble.of(new Problem.Invalid(errors))
                : Trouble.wrong(first, message);
    }

    private void check(
            HttpServletRequest request,
            MethodParameter parameter,
            RequestParam asked,
            List<Problem.FieldError> errors) {
        String name = asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name();
        String value = request.getParameter(name);
        if (value == null || value.isEmpty()) {
            boolean optional = !asked.required()
                    || parameter.isOptional()
                    || !asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            if (!optional) {
                errors.add(new Problem.FieldError(name, missing(name)));
            }
            return;
        }
        try {
            values.convert(value, TypeDescriptor.valueOf(String.class), new TypeDescriptor(parameter));
        } catch (ConversionException e) {
            errors.add(new Problem.FieldError(name, mismatch(name, value, parameter.getParameterType(), e)));
        }
    }

    private static String missing(String parameter) {
        return "请填写" + WORDS.called(parameter);
    }

    private static String mismatch(String name, @Nullable Object given, @Nullable Class<?> target, Throwable thrown) {
        String value = String.valueOf(given);
        String shown = value.length() <= 80 ? value : value.substring(0, 80) + "…";
        for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
            if (Chinese.isSentence(t.getMessage())) {
                return String.valueOf(t.getMessage());
            }
        }
        if (target != null && target.isEnum()) {
            return "%s：“%s”不在可选值之内，可选：%s"
                    .formatted(
                            WORDS.called(name),
                            shown,
                            Arrays.stream(target.getEnumConstants())
                                    .map(Object::toString)
                                    .collect(Collectors.joining("、")));
        }
        String expected = target == LocalDate.class
                ? "不是有效日期，应如 2026-03-02"
                : target == boolean.class || target == Boolean.class
                        ? "应为 true 或 false"
                        : target != null && (target.isPrimitive() || Number.class.isAssignableFrom(target))
                                ? "不是有效数字"
                                : "格式不正确";
        return "%s：“%s”%s".formatted(WORDS.called(name), shown, expected);
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

    /** PostgreSQL's words for it are 53100; what it could not write it has not done, and it goes on when there is room. */
    private static boolean isFull(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
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
