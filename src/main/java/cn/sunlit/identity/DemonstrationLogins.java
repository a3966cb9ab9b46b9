package cn.sunlit.identity;

import java.util.List;

/** Log-ins that the log-in page gives away; the sandbox alone has such a bean, production has none. */
public interface DemonstrationLogins {

    List<StaffMember> members();

    String password();
}
