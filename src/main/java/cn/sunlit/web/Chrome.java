package cn.sunlit.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every screen: who is signed in, for which court, where one may go, and the token that every form carries
 * in the hidden field {@code _csrf}.
 *
 * @param name the signed-in person as shown, or empty when nobody is
 * @param court the court's full name, or empty
 * @param authorities names of the roles and of the use cases that the person has
 * @param csrf the value of the hidden field {@code _csrf}
 * @param nav the entries that this person may open, in their order
 * @param tabs the tabs of a case page, in their order
 * @param foot links below the page
 * @param path the path of this request, for marking the current entry
 * @param notice a sentence left by the page before (flash attribute {@code notice}), or null
 * @param fragment whether htmx asked, so that the layout leaves itself out
 */
public record Chrome(
        String name,
        String court,
        Set<String> authorities,
        String csrf,
        List<NavItem> nav,
        List<CaseTab> tabs,
        List<FootLink> foot,
        String path,
        @Nullable String notice,
        boolean fragment) {

    /** Whether the person has this role or use case, {@code chrome.may("APPROVE_DISTRIBUTION")}. */
    public boolean may(String authority) {
        return authorities.contains(authority);
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }

    /** The entry whose path is the longest beginning of this request's path. */
    public boolean isCurrent(NavItem item) {
        return current().filter(item::equals).isPresent();
    }

    private Optional<NavItem> current() {
        return nav.stream()
                .filter(i -> path.equals(i.path()) || path.startsWith(i.path() + "/"))
                .max((a, b) -> Integer.compare(a.path().length(), b.path().length()));
    }
}
