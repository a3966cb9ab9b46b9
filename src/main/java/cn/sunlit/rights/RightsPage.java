package cn.sunlit.rights;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;

/** What parties asked about their own data, what waits for an answer first. */
record RightsPage(List<Request> requests, LocalDate today) implements Screen {

    @Override
    public String title() {
        return "当事人的个人信息请求";
    }

    long open() {
        return requests.stream().filter(Request::isOpen).count();
    }

    long late() {
        return requests.stream().filter(r -> r.isLate(today)).count();
    }
}
