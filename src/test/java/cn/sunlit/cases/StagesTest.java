package cn.sunlit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of stages is the page that people read. */
class StagesTest {

    private static final Path PAGE = Path.of("docs/generated/states.md");

    /** Run with {@code -Dsunlit.docs=write} to write the page anew. */
    @Test
    void 状态图与代码一致() throws IOException {
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, Stages.diagram());
        }
        assertThat(PAGE).content().isEqualTo(Stages.diagram());
    }

    @Test
    void 终本的案件不再重新打开() {
        assertThat(Stages.TABLE)
                .noneMatch(c -> c.from() == Stage.TERMINATED_THIS_PROCEDURE || c.from() == Stage.CLOSED);
    }
}
