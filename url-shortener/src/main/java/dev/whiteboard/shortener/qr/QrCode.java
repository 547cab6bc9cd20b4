package dev.whiteboard.shortener.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A QR code (ISO/IEC 18004, error correction M: 15 % of it may be dirty).
 *
 * @param text what it says
 * @param size its width and height in pixels
 * @param margin the quiet zone around it, in modules; readers want 4
 */
record QrCode(String text, QrFormat format, int size, int margin) {
    private static final int WHITE = 0xFFFFFF;
    private static final int TAG_BYTES = 16;

    /** Says which picture this is without drawing it: the same words make the same bytes. */
    String tag() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((text + " " + format + " " + size + " " + margin + " 1").getBytes(UTF_8));
            return "\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    byte[] picture() {
        return switch (format) {
            case SVG -> svg().getBytes(UTF_8);
            case PNG -> png();
        };
    }

    /** One square for each dark module, as one path; the viewer scales it. */
    private String svg() {
        BitMatrix modules = encode(0);
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%1$d" viewBox="0 0 %2$d %2$d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%2$dv%2$dH0z"/><path d="%3$s"/></svg>
                """
                .formatted(size, modules.getWidth(), path);
    }

    private byte[] png() {
        BitMatrix pixels = encode(size);
        var image = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                image.setRGB(x, y, pixels.get(x, y) ? 0 : WHITE);
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @param pixels how wide it shall be; 0 for one pixel a module */
    private BitMatrix encode(int pixels) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, pixels, pixels,
                    Map.of(EncodeHintType.MARGIN, margin, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
        } catch (WriterException e) {
            throw new IllegalStateException("a short address fits into any QR code", e);
        }
    }
}
