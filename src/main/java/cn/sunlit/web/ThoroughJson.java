package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON bodies and, where values do not fit, names every wrong field: a caller who mends one at a time would have to
 * call as often as there are mistakes. What is no JSON at all stays unreadable.
 */
class ThoroughJson extends JacksonJsonHttpMessageConverter {

    /** More mistakes than that are one mistake: the wrong body. */
    private static final int MOST = 100;

    ThoroughJson(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        Kept body = new Kept(message.getHeaders(), message.getBody().readAllBytes());
        try {
            return super.read(type, body, hints);
        } catch (HttpMessageNotReadableException e) {
            if (!(e.getCause() instanceof DatabindException first)) {
                throw e;
            }
            List<FieldError> errors = every(type, body, first);
            throw errors.isEmpty() ? e : new Problem.Invalid(errors);
        }
    }

    /** What is wrong, one after the other, each taken out before the rest is looked at again. */
    private List<FieldError> every(ResolvableType type, Kept body, DatabindException first) {
        JsonNode rest;
        try {
            rest = getMapper().readTree(body.bytes());
        } catch (JacksonException broken) {
            throw new HttpMessageNotReadableException("the text breaks off behind the wrong value", broken, body);
        }
        List<FieldError> errors = new ArrayList<>();
        DatabindException wrong = first;
        while (wrong != null && errors.size() < MOST) {
            List<FieldError> found = JsonTrouble.of(wrong).errors();
            // A whole object that fails because of what was taken out of it is no new mistake.
            if (found.isEmpty()
                    || errors.stream()
                            .anyMatch(e -> e.field().startsWith(found.getFirst().field()))
                    || !takeOut(rest, wrong.getPath())) {
                return errors;
            }
            errors.addAll(found);
            wrong = next(type, rest);
        }
        return errors;
    }

    private @Nullable DatabindException next(ResolvableType type, JsonNode rest) {
        try {
            getMapper().readerFor(getJavaType(type.getType(), null)).readValue(rest);
            return null;
        } catch (DatabindException wrong) {
            return wrong;
        }
    }

    private static boolean takeOut(JsonNode rest, List<JacksonException.Reference> path) {
        JsonNode at = rest;
        for (JacksonException.Reference step : path.subList(0, path.size() - 1)) {
            at = step.getPropertyName() == null ? at.path(step.getIndex()) : at.path(step.getPropertyName());
        }
        JacksonException.Reference last = path.getLast();
        return switch (at) {
            case ObjectNode object when last.getPropertyName() != null -> object.remove(last.getPropertyName()) != null;
            case ArrayNode array
            when last.getIndex() >= 0 && last.getIndex() < array.size() -> {
                array.setNull(last.getIndex());
                yield true;
            }
            default -> false;
        };
    }

    /** The body, held so that it can be read again. */
    private record Kept(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
