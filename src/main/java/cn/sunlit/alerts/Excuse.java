package cn.sunlit.alerts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why something is not done yet, as whoever explains it puts it. */
public enum Excuse {
    WAITING("等待协助单位、上级法院或者其他部门答复"),
    PARTY("当事人原因"),
    LAWFUL_PAUSE("依法中止、暂缓或者扣除期间"),
    WORKLOAD("工作安排"),
    OTHER("其他");

    private final String zh;

    Excuse(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** The excuse of this name, or null where a form sent none or another word. */
    static @Nullable Excuse named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
