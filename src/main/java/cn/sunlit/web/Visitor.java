package cn.sunlit.web;

import java.util.Optional;
import java.util.Set;

/**
 * Who looks at a page, as far as a layout needs to know. The module that knows people supplies the {@link Source}.
 *
 * @param name as shown
 * @param court the court's full name, or empty
 * @param authorities names of roles and use cases
 * @param staff whether the staff's menu is shown
 */
public record Visitor(String name, String court, Set<String> authorities, boolean staff) {

    /** Tells who sends the request of this thread. */
    @FunctionalInterface
    public interface Source {
        Optional<Visitor> current();
    }
}
