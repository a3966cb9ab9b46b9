package cn.sunlit.tools;

import cn.sunlit.kernel.Law;
import cn.sunlit.statutes.StatuteBook.Statute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Which rules of this program carry out which article: read from the {@link Law} on the very methods, so that a reader is
 * never told of a rule that does not run. Read once, when somebody first asks.
 */
@Component
class RuleBook {

    private static final String CLASSES = "classpath*:cn/sunlit/**/*.class";

    /**
     * @param quoted the words of the article that the rule carries out
     * @param place class and method, {@code statutes.Periods#roll}
     */
    record Rule(String id, String statute, String edition, int article, String quoted, String place) {}

    private @Nullable Map<String, List<Rule>> byArticle;

    /** The rules for one article, in the order of their ids. */
    List<Rule> rules(Statute statute, int article) {
        return all().getOrDefault(key(statute.name(), statute.edition().toString(), article), List.of());
    }

    private synchronized Map<String, List<Rule>> all() {
        Map<String, List<Rule>> read = byArticle;
        if (read == null) {
            read = read();
            byArticle = read;
        }
        return read;
    }

    private static String key(String statute, String edition, int article) {
        return statute + " " + edition + " " + article;
    }

    private static Map<String, List<Rule>> read() {
        List<Rule> rules = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(CLASSES)) {
                Class<?> type = load(file);
                Stream.concat(Stream.of(type), Stream.of(type.getDeclaredMethods()))
                        .forEach(place -> collect(type, place, rules));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules.stream()
                .sorted(Comparator.comparing(Rule::id))
                .collect(Collectors.groupingBy(r -> key(r.statute(), r.edition(), r.article())));
    }

    private static void collect(Class<?> type, AnnotatedElement place, List<Rule> rules) {
        for (Law law : place.getAnnotationsByType(Law.class)) {
            String name = type.getName().substring("cn.sunlit.".length()).replace('$', '.')
                    + (place instanceof java.lang.reflect.Method m ? "#" + m.getName() : "");
            rules.add(new Rule(law.id(), law.statute(), law.edition(), law.article(), law.text(), name));
        }
    }

    private static Class<?> load(Resource file) throws IOException {
        String path = file.getURL().getPath();
        String name = path.substring(path.lastIndexOf("cn/sunlit/"), path.length() - ".class".length())
                .replace('/', '.');
        try {
            return Class.forName(name, false, RuleBook.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException("a class of ours has gone: " + name, e);
        }
    }
}
