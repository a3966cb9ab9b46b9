package cn.sunlit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is what its bytes are. */
class FileKindTest {

    @Test
    void 按内容认出各种文件() throws IOException {
        assertThat(FileKind.of(bytes("%PDF-1.7\n…\n%%EOF\n"))).contains(FileKind.PDF);
        assertThat(FileKind.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16}))
                .contains(FileKind.JPEG);
        assertThat(FileKind.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}))
                .contains(FileKind.PNG);
        assertThat(FileKind.of(zip("[Content_Types].xml", "word/document.xml"))).contains(FileKind.DOCX);
        assertThat(FileKind.of(zip("[Content_Types].xml", "xl/workbook.xml"))).contains(FileKind.XLSX);
        assertThat(FileKind.of(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")))
                .isEmpty();
        assertThat(FileKind.of(zip("a.txt"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%PDF-",
                "%PDF-1.7 and no end",
                "<html><script>alert(1)</script>",
                "<svg onload=alert(1)>",
                "MZ\u0090",
                "#!/bin/sh",
                "GIF89a",
                "{\"a\":1}"
            })
    void 其他一律不是(String content) {
        assertThat(FileKind.of(bytes(content))).isEmpty();
        assertThatThrownBy(() -> FileKind.judge("file", bytes(content), 1, Set.of(FileKind.PDF, FileKind.PNG)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("只收PDF、PNG 图片");
    }

    @Test
    void 太大的和不收的种类被拒绝() {
        byte[] pdf = bytes("%PDF-1.7\n%%EOF");
        assertThatThrownBy(() -> FileKind.judge("file", pdf, 1, Set.of(FileKind.PNG)))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> FileKind.judge("file", new byte[1024 * 1024 + 1], 1, Set.of(FileKind.PDF)))
                .hasMessageContaining("不能超过1兆字节");
        assertThat(FileKind.judge("file", pdf, 1, Set.of(FileKind.PDF))).isEqualTo(FileKind.PDF);
    }

    private static byte[] zip(String... names) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
