package dev.whiteboard.storage.tree;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.Problem;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a file or a folder: one segment of a path. It is kept as it was sent.
 *
 * <p>
 * Two names that some device takes for the same have the same {@link #key()} and cannot be in one folder: other case
 * (Windows, macOS), another Unicode form of the same letters (macOS), dots and spaces at the end (Windows).
 */
public record FileName(String text) {
    public static final int LONGEST_BYTES = 255;

    /** @param field what to call it in a refusal */
    public static FileName check(String text, String field) {
        if (text.isEmpty() || text.getBytes(UTF_8).length > LONGEST_BYTES) {
            throw refused(field, "must have 1 to " + LONGEST_BYTES + " bytes");
        }
        if (text.equals(".") || text.equals("..")) {
            throw refused(field, "must not be . or ..");
        }
        if (text.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
                || !UTF_8.newEncoder().canEncode(text)) {
            throw refused(field, "must not contain /, \\ or control characters");
        }
        FileName name = new FileName(text);
        if (name.key().isEmpty()) {
            throw refused(field, "must not consist of dots and spaces alone");
        }
        return name;
    }

    private static RuntimeException refused(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }

    /** Upper case first: ß and SS, ſ and S, the Kelvin sign and K meet only there. */
    public String key() {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFD).toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        String composed = Normalizer.normalize(folded, Normalizer.Form.NFC);
        int end = composed.length();
        while (end > 0 && (composed.charAt(end - 1) == '.' || composed.charAt(end - 1) == ' ')) {
            end--;
        }
        return composed.substring(0, end);
    }

    /** The name with a remark before its ending: {@code a (remark).txt}, cut to fit. */
    public FileName with(String remark) {
        int dot = text.lastIndexOf('.');
        String ending = dot > 0 && text.length() - dot <= 20 ? text.substring(dot) : "";
        String stem = text.substring(0, text.length() - ending.length());
        String added = " (" + remark + ")" + ending;
        while (!stem.isEmpty() && (stem + added).getBytes(UTF_8).length > LONGEST_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return new FileName(stem + added);
    }
}
