package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.util.List;

/**
 * People of one court who work under one leader (办案团队).
 *
 * @param leader the log-in of the leader (团队负责人)
 * @param members log-ins; the leader need not be among them
 */
public record Team(long id, CourtCode court, String name, String leader, List<String> members) {
    public Team {
        members = List.copyOf(members);
    }
}
