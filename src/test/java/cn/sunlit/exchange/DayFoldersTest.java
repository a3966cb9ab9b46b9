package cn.sunlit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.exchange.DayFolders.Arrived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("交换文件的目录")
class DayFoldersTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path root;

    private DayFolders folder;
    private Path in;

    @BeforeEach
    void open() throws IOException {
        folder = new DayFolders(root);
        in = Files.createDirectories(root.resolve("2026-03-02/in"));
    }

    private Arrived put(String name, String content) throws IOException {
        Files.writeString(in.resolve(name), content);
        return new Arrived(DAY, name, in.resolve(name));
    }

    @Test
    @DisplayName("逐日逐件列出，校验文件不单列，别的目录不看")
    void listsWhatIsThere() throws IOException {
        put("b.xml", "2");
        put("a.xml", "1");
        put("a.xml.ok", "");
        Files.createDirectories(root.resolve("2026-03-01/in/sub"));
        Files.createDirectories(root.resolve("other/in"));
        Files.writeString(root.resolve("other/in/c.xml"), "3");
        assertThat(folder.all()).extracting(Arrived::name).containsExactly("sub", "a.xml", "b.xml");
        assertThat(folder.all()).extracting(Arrived::isFile).containsExactly(false, true, true);
        assertThat(folder.all()).extracting(Arrived::isClosed).containsExactly(false, true, false);
        put("M1.xml.ack", "OK");
        put("lost.xml.ok", "");
        assertThat(folder.closed()).extracting(Arrived::name).containsExactly("M1.xml.ack", "a.xml", "lost.xml");
        assertThat(folder.closed()).extracting(Arrived::isMissing).containsExactly(false, false, true);
    }

    @Test
    @DisplayName("写了一半的与写完的状态不同")
    void seesItGrow() throws IOException {
        String half = put("a.xml", "<a>").state();
        assertThat(put("a.xml", "<a></a>").state()).isNotEqualTo(half);
    }

    @Test
    @DisplayName("付款文件整份写入，再写一次相同，银行取走后撤下")
    void putsOrders() throws IOException {
        byte[] order = "<order/>".getBytes(StandardCharsets.UTF_8);
        folder.put(DAY, "M1.xml", order, "12 words");
        folder.put(DAY, "M1.xml", order, "12 words");
        Path out = root.resolve("2026-03-02/out");
        assertThat(out.resolve("M1.xml")).hasContent("<order/>");
        assertThat(out.resolve("M1.xml.ok")).hasContent("12 words");
        assertThat(Files.list(out)).hasSize(2);
        folder.fetched(DAY, "M1.xml");
        assertThat(Files.list(out)).isEmpty();
    }

    @Test
    @DisplayName("回执写好后才撤走来件；移到一旁的原件还在")
    void writesReceipts() throws IOException {
        Arrived file = put("a.xml", "1");
        put("a.xml.ok", "");
        folder.receipt(file, "TAKEN 3");
        assertThat(root.resolve("2026-03-02/ack/a.xml.ack")).hasContent("TAKEN 3");
        assertThat(Files.list(in)).isEmpty();
        Arrived large = put("大.csv", "x");
        assertThat(folder.isSetAside(large)).isFalse();
        folder.setAside(large);
        assertThat(folder.isSetAside(large)).isTrue();
        assertThat(root.resolve("2026-03-02/refused/大.csv")).hasContent("x");
    }
}
