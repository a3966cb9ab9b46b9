package cn.sunlit.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * A paper in A4 as PDF, line below line, with the Chinese font that this program ships embedded as far as it is used. A character
 * that the font lacks (a rare one in a name) is written by its code point, so that nothing is dropped in silence.
 */
public final class PdfPaper implements AutoCloseable {

    private static final String FONT = "font/NotoSansSC-Regular.ttf";
    private static final float MARGIN = 56;
    private static final float LEADING = 1.55f;

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private @Nullable PDPageContentStream page;
    private float y;

    public PdfPaper(String title) {
        try (InputStream in = PdfPaper.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("缺少随产品发布的字体 " + FONT);
            }
            font = PDType0Font.load(document, in, true);
            document.getDocumentInformation().setTitle(title);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A paragraph, broken where the line is full. */
    public PdfPaper line(String text, float size) {
        try {
            for (String line : wrapped(printable(text), size, PDRectangle.A4.getWidth() - 2 * MARGIN)) {
                PDPageContentStream on = room(size * LEADING);
                on.beginText();
                on.setFont(font, size);
                on.newLineAtOffset(MARGIN, y);
                on.showText(line);
                on.endText();
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PdfPaper gap(float height) {
        y -= height;
        return this;
    }

    /** A square of dark dots, row by row, as a QR code is. */
    public PdfPaper dots(boolean[][] dark, float width) {
        try {
            PDPageContentStream on = room(width);
            float dot = width / dark.length;
            for (int row = 0; row < dark.length; row++) {
                for (int column = 0; column < dark[row].length; column++) {
                    if (dark[row][column]) {
                        on.addRect(MARGIN + column * dot, y + width - (row + 1) * dot, dot, dot);
                    }
                }
            }
            on.fill();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file within the paper's own file, for machines: {@code proof.json}. */
    public PdfPaper attach(String name, String mediaType, byte[] content) {
        try {
            PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(content));
            file.setSubtype(mediaType);
            file.setSize(content.length);
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setFile(name);
            specification.setFileUnicode(name);
            specification.setEmbeddedFile(file);
            PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of(name, specification));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            room(0);
            end();
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream room(float height) throws IOException {
        if (page == null || y - height < MARGIN) {
            end();
            PDPage next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            page = new PDPageContentStream(document, next);
            y = PDRectangle.A4.getHeight() - MARGIN;
        }
        y -= height;
        return page;
    }

    private void end() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }

    private List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        float used = 0;
        for (int at = 0; at < text.length(); ) {
            String character = text.substring(at, text.offsetByCodePoints(at, 1));
            float wide = font.getStringWidth(character) / 1000 * size;
            if (used + wide > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.append(character);
            used += wide;
            at += character.length();
        }
        lines.add(line.toString());
        return lines;
    }

    private String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String character = Character.toString(c);
            out.append(
                    Character.isISOControl(c) || Character.isSpaceChar(c)
                            ? " "
                            : has(character) ? character : "〔U+%04X〕".formatted(c));
        });
        return out.toString();
    }

    private boolean has(String character) {
        try {
            return font.getStringWidth(character) > 0;
        } catch (IOException | IllegalArgumentException lacking) {
            // What the font has no glyph for is told by an exception.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            end();
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
