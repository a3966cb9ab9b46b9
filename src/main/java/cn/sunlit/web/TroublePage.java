package cn.sunlit.web;

/** A call that went wrong, as a page. */
record TroublePage(Trouble trouble, String trace) implements Screen {
    @Override
    public String title() {
        return trouble.title();
    }
}
