package cn.sunlit.web;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file as the answer of a call. */
public final class Download {

    public static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private Download() {}

    /** A file that the browser keeps. */
    public static <T> ResponseEntity<T> kept(String name, MediaType type, T content) {
        return answer(ContentDisposition.attachment(), name, type, content);
    }

    /** A file that the browser may show by itself, under its name when kept. */
    public static <T> ResponseEntity<T> shown(String name, MediaType type, T content) {
        return answer(ContentDisposition.inline(), name, type, content);
    }

    private static <T> ResponseEntity<T> answer(
            ContentDisposition.Builder how, String name, MediaType type, T content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        how.filename(name).build().toString())
                .body(content);
    }
}
