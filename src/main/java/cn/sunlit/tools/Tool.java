package cn.sunlit.tools;

import java.util.List;
import java.util.function.Function;

/**
 * A tool as a page: what it asks and how it answers.
 *
 * @param path the last part of its address
 * @param hint a line for the list of tools
 * @param lead a sentence above the form
 * @param personal whether what is filled in is about a person and so must not stand in an address
 * @param button what the button says
 */
record Tool(
        String path,
        String title,
        String hint,
        String lead,
        List<Ask> asks,
        boolean personal,
        String button,
        Function<Filled, Answer> compute) {

    static Tool of(
            String path, String title, String hint, String lead, List<Ask> asks, Function<Filled, Answer> compute) {
        return new Tool(path, title, hint, lead, asks, false, "计算", compute);
    }

    Tool checking(boolean aboutPersons) {
        return new Tool(path, title, hint, lead, asks, aboutPersons, "核对", compute);
    }
}
