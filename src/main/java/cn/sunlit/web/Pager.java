package cn.sunlit.web;

/**
 * Which page of a long list is shown, see {@code Pager.jte}.
 *
 * @param page from 1
 * @param link the address of a page without its number: {@code /cases?stage=OPEN&page=}
 */
public record Pager(int page, int size, long total, String link) {

    public Pager {
        page = Math.max(page, 1);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasPrevious() {
        return page > 1;
    }

    public boolean hasNext() {
        return page < pages();
    }

    /** For SQL. */
    public long offset() {
        return (long) (page - 1) * size;
    }
}
