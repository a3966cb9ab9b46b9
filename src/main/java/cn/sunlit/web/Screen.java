package cn.sunlit.web;

/**
 * One screen or one fragment: a record that holds all that its template shows. A method of a {@code @Controller} that
 * returns a Screen is answered by the template of the same package and name: {@code funds/FundsPage.java} by
 * {@code funds/FundsPage.jte}, with the parameters {@code page} (the record) and {@code chrome} ({@link Chrome}). A method
 * that sometimes redirects returns {@code Object}: a Screen, or {@code "redirect:/…"}.
 */
public interface Screen {

    /** What the browser's tab says. */
    default String title() {
        return "阳光执行";
    }

    /** 200; a form shown again with its errors answers 422. */
    default int httpStatus() {
        return 200;
    }
}
