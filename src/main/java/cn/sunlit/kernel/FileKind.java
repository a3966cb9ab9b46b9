package cn.sunlit.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an uploaded file is, judged by its bytes; the name it bears and the type its sender claims count for nothing. */
public enum FileKind {
    PDF("PDF", "application/pdf", "pdf"),
    JPEG("JPEG 图片", "image/jpeg", "jpg"),
    PNG("PNG 图片", "image/png", "png"),
    DOCX("Word 文档（docx）", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("Excel 表格（xlsx）", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String zh;
    private final String mediaType;
    private final String extension;

    FileKind(String zh, String mediaType, String extension) {
        this.zh = zh;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String zh() {
        return zh;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Without a dot. */
    public String extension() {
        return extension;
    }

    /** What these bytes are, if any of these kinds. */
    public static Optional<FileKind> of(byte[] content) {
        if (starts(content, "%PDF-".getBytes(StandardCharsets.US_ASCII))
                && contains(content, "%%EOF", Math.max(0, content.length - 2048))) {
            return Optional.of(PDF);
        }
        if (content.length > 4
                && (content[0] & 0xff) == 0xff
                && (content[1] & 0xff) == 0xd8
                && (content[2] & 0xff) == 0xff) {
            return Optional.of(JPEG);
        }
        if (starts(content, PNG_HEAD)) {
            return Optional.of(PNG);
        }
        // The names of the parts stand in a package uncompressed; one with a program in it is no document.
        if (starts(content, new byte[] {'P', 'K', 3, 4})
                && contains(content, "[Content_Types].xml", 0)
                && !contains(content, "vbaProject", 0)) {
            return contains(content, "word/document.xml", 0)
                    ? Optional.of(DOCX)
                    : contains(content, "xl/workbook.xml", 0) ? Optional.of(XLSX) : Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * The kind of a file that must be one of these.
     *
     * @param largest in megabytes
     * @throws Problem.Invalid with a sentence that names what is taken
     */
    public static FileKind judge(String field, byte[] content, int largest, Set<FileKind> taken) {
        if (content.length > largest * 1024L * 1024L) {
            throw new Problem.Invalid(field, "文件不能超过%d兆字节".formatted(largest));
        }
        return of(content)
                .filter(taken::contains)
                .orElseThrow(() -> new Problem.Invalid(
                        field,
                        "只收%s，按文件内容判断；改了扩展名的、损坏的或者带宏的文件不能上传"
                                .formatted(EnumSet.copyOf(taken).stream()
                                        .map(FileKind::zh)
                                        .collect(Collectors.joining("、")))));
    }

    private static boolean starts(byte[] content, byte[] head) {
        return content.length > head.length && Arrays.equals(content, 0, head.length, head, 0, head.length);
    }

    private static boolean contains(byte[] content, String word, int from) {
        return new String(content, from, content.length - from, StandardCharsets.ISO_8859_1).contains(word);
    }
}
