package dev.whiteboard.shortener.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.web.util.HtmlUtils;

/**
 * An HTML page of ours and the frame around it. What comes from outside goes through {@link #escape}; if something ever
 * did not, the policy would still let nothing run.
 *
 * @param html the whole document
 */
public record Page(String html) {
    public static final String TYPE = "text/html;charset=utf-8";
    public static final String NOT_INDEXED = "noindex, nofollow";

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto 0;"
            + "padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.4rem}dt{color:#666;font-size:.85rem}"
            + "dd{margin:0 0 .8rem;overflow-wrap:anywhere}input,button{font:inherit;padding:.4rem .7rem}"
            + "[role=alert]{color:#a40000}";

    /** A form's target is left open: browsers hold the redirect that answers it against that rule, too. */
    public static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; frame-ancestors 'none'; base-uri 'none'";

    /** The referrer rule is the page's own: under a stricter one a browser hides the origin of the form it sends. */
    static Page of(String title, String body) {
        return new Page("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="robots" content="noindex, nofollow">
                <meta name="referrer" content="same-origin">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(escape(title), STYLE, body));
    }

    static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
