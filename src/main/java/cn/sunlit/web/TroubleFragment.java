package cn.sunlit.web;

/** A call that went wrong, for the place {@code #messages} of the page that made it. */
record TroubleFragment(Trouble trouble, String trace) implements Screen {}
