package cn.sunlit.docket;

import java.util.List;

/** A catalogue that cannot be used: every fault in a Chinese sentence. The program does not start with it. */
final class CatalogueFaults extends IllegalStateException {

    private final transient List<String> faults;

    CatalogueFaults(List<String> faults) {
        super("节点目录有%d处错误，程序不能启动：%s".formatted(faults.size(), String.join("；", faults)));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
