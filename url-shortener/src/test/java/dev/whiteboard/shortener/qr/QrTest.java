package dev.whiteboard.shortener.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class QrTest {
    private Shortener shortener;
    private String token;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        shortener = TwoNodes.on(environment, tokens).one();
        token = shortener.token("usr_qr");
    }

    @ParameterizedTest
    @CsvSource({"128,4", "256,0", "300,16", "2048,4"})
    void bothPicturesSayTheShortAddress(int size, int margin) throws Exception {
        String address = "http://localhost:8080/AbCd123";
        BufferedImage png = ImageIO
                .read(new ByteArrayInputStream(new QrCode(address, QrFormat.PNG, size, margin).picture()));
        assertThat(png.getWidth()).isEqualTo(size);
        assertThat(read(png)).isEqualTo(address);
        assertThat(read(render(new String(new QrCode(address, QrFormat.SVG, size, margin).picture()))))
                .isEqualTo(address);
    }

    @Test
    void anAnonymousLinksPictureIsEverybodysAndIsNotSentTwice() {
        String path = "/api/v1/links/" + shortener.shorten("https://example.org/", null) + "/qr";
        Answer svg = shortener.get(path, null);
        assertThat(svg.status()).isEqualTo(200);
        assertThat(svg.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(svg.header("cache-control")).contains("public");
        assertThat(svg.header("etag")).matches("\"[0-9a-f]{32}\"");
        Answer again = shortener.send("GET", path, "", "If-None-Match", svg.header("etag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("etag")).isEqualTo(svg.header("etag"));
        Answer png = shortener.send("GET", path + "?format=png&size=512", "", "If-None-Match",
                svg.header("etag"));
        assertThat(png.status()).isEqualTo(200);
        assertThat(png.header("content-type")).isEqualTo("image/png");
        assertThat(shortener.send("HEAD", path, "", "Accept", "*/*").header("etag")).isEqualTo(svg.header("etag"));
    }

    @Test
    void anOwnedLinksPictureIsItsOwners() {
        String key = shortener.shorten("https://example.org/", token);
        String path = "/api/v1/links/" + key + "/qr";
        assertThat(shortener.get(path, token).header("cache-control")).contains("private");
        assertThat(shortener.get(path, null).status()).isEqualTo(401);
        assertThat(shortener.get(path, shortener.token("usr_other")).status()).isEqualTo(404);
        assertThat(shortener.call("DELETE", "/api/v1/links/" + key, "", token).status()).isEqualTo(204);
        assertThat(shortener.get(path, token).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"format=gif,VALIDATION_ERROR,format", "size=127,VALIDATION_ERROR,size",
        "size=2049,VALIDATION_ERROR,size", "size=-1,VALIDATION_ERROR,size", "size=x,WRONG_TYPE,size",
        "size=99999999999,WRONG_TYPE,size", "margin=17,VALIDATION_ERROR,margin", "margin=-1,VALIDATION_ERROR,margin",
        "margin=1.5,WRONG_TYPE,margin"})
    void whatCannotBeDrawnIsRefusedByName(String query, String code, String field) {
        String path = "/api/v1/links/" + shortener.shorten("https://example.org/", null) + "/qr?" + query;
        Answer answer = shortener.get(path, null);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().get("error").get("field").asString()).isEqualTo(field);
    }

    private static String read(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), pixels)));
        return new QRCodeReader().decode(bitmap).getText();
    }

    /** Paints our own kind of SVG, eight pixels a module, on a white sheet. */
    private static BufferedImage render(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+)").matcher(svg);
        assertThat(box.find()).isTrue();
        int width = (Integer.parseInt(box.group(1)) + 8) * 8;
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, width);
        graphics.setColor(Color.BLACK);
        Matcher module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (module.find()) {
            graphics.fillRect((Integer.parseInt(module.group(1)) + 4) * 8, (Integer.parseInt(module.group(2)) + 4) * 8,
                    8, 8);
        }
        return image;
    }
}
