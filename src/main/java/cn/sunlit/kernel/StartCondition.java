package cn.sunlit.kernel;

import java.util.List;

/** Something without which a court's own installation, as opposed to the demonstration, must not start. */
public interface StartCondition {

    /** What is not as it must be, each a Chinese clause that names what to do; empty when all is well. */
    List<String> unmet();
}
