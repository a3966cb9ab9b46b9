package cn.sunlit.inquiries;

import java.util.List;

/**
 * A round that lies in the outbox.
 *
 * @param waiting names of institutions that take no requests at this hour and get theirs when they open
 */
public record RoundBegun(Batch batch, List<String> waiting) {

    public RoundBegun {
        waiting = List.copyOf(waiting);
    }
}
