package cn.sunlit.tools;

import cn.sunlit.statutes.StatuteBook;
import cn.sunlit.statutes.StatuteBook.Statute;
import cn.sunlit.web.Show;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a citation can be read: {@code 民事诉讼法（2023）第八十五条} at {@code /tools/law/民事诉讼法/85}. */
final class Citations {

    private static final Map<String, String> PATHS = StatuteBook.shipped().all().stream()
            .map(s -> StatuteBook.shipped().newest(s.name()).orElse(s))
            .distinct()
            .flatMap(s -> s.articles().keySet().stream().map(n -> Map.entry(s.cite(n), path(s, n))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Citations() {}

    /** Null for what is not in the book. */
    static @Nullable String path(String citation) {
        return PATHS.get(citation);
    }

    static String path(Statute statute, int article) {
        return "/tools/law/" + Show.segment(statute.name()) + "/" + article;
    }
}
