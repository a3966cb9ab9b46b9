package cn.sunlit.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What went wrong outside any controller, in a filter or in the container, gets the same form of answer. */
@Controller
class LastResort implements ErrorController {

    private final Problems problems;

    LastResort(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown && status >= 500) {
            problems.answerUnforeseen(thrown, request, response);
            return;
        }
        problems.answer(
                switch (status) {
                    case 401 -> Trouble.of(401, "unauthenticated", "需要登录", "请先登录");
                    case 403 -> Trouble.of(403, "forbidden", "没有权限", "您没有办理这项操作的权限");
                    case 404 -> Trouble.of(404, "not-found", "没有找到", "没有这个地址，请检查是否写错");
                    case 405 -> Trouble.of(405, "method", "请求方法不对", "这个地址不接受这种请求");
                    case 413 -> BodyLimit.tooLarge("提交的内容过大");
                    default ->
                        status >= 500
                                ? Trouble.of(500, "internal", "系统出错", "系统出现意外错误，本次操作没有生效，请稍后重试")
                                : Trouble.of(400, "unreadable", "请求无法识别", "请求的格式不正确");
                },
                request,
                response);
    }
}
