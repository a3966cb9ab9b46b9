package cn.sunlit.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A text as a QR code that a page can show without script and without another address: an SVG in a {@code data:} URI. */
public final class QrCode {

    private static final int QUIET = 4;

    private QrCode() {}

    public static String dataUri(String text) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg(text).getBytes(StandardCharsets.UTF_8));
    }

    /** The code row by row, true where it is dark, for drawing it elsewhere than on a page. */
    public static boolean[][] dots(String text) {
        BitMatrix matrix = matrix(text);
        boolean[][] dots = new boolean[matrix.getHeight()][matrix.getWidth()];
        for (int y = 0; y < dots.length; y++) {
            for (int x = 0; x < dots[y].length; x++) {
                dots[y][x] = matrix.get(x, y);
            }
        }
        return dots;
    }

    private static BitMatrix matrix(String text) {
        try {
            // Without a word on the character set what is not Latin becomes question marks.
            boolean latin = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
            Map<EncodeHintType, Object> hints = latin
                    ? Map.of(EncodeHintType.MARGIN, QUIET)
                    : Map.of(EncodeHintType.MARGIN, QUIET, EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code for this text", e);
        }
    }

    private static String svg(String text) {
        BitMatrix dots = matrix(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%1$dv%2$dH0z\"/><path d=\"%3$s\"/></svg>"
                .formatted(dots.getWidth(), dots.getHeight(), path);
    }
}
