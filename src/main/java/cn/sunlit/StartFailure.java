package cn.sunlit;

import cn.sunlit.kernel.CannotStart;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator in one sentence why the program did not start, where the reason is the operator's to mend. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailure implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var sentence =
                    switch (cause) {
                        case CannotStart why -> why.getMessage();
                        case PortInUseException port ->
                            "端口 %d 已被其他程序占用，请停止该程序，或用环境变量 SERVER_PORT 指定另一个端口。".formatted(port.getPort());
                        default -> null;
                    };
            if (sentence != null) {
                System.err.println(sentence);
                return true;
            }
        }
        return false;
    }
}
