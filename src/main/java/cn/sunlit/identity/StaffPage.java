package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * Who works here and who may do what.
 *
 * @param courts full names by code
 */
record StaffPage(List<StaffMember> members, Map<String, String> courts, List<UseCase> useCases, List<Role> roles)
        implements Screen {
    @Override
    public String title() {
        return "人员与权限";
    }
}
