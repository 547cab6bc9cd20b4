package dev.whiteboard.chat.log;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message may say. */
public final class MessageText {
    public static final int LONGEST = 16_000;
    public static final int LONGEST_NAME = 128;
    private static final Set<String> TYPES = Set.of("text", "image", "video", "file");
    private static final Pattern MEDIA = Pattern.compile("media_[0-9A-Za-z_-]{1,64}");

    private MessageText() {}

    /** A rule that is broken. */
    public record Fault(String field, String message) {}

    /** The first rule that it breaks. */
    public static Optional<Fault> fault(String content, String contentType, @Nullable String mediaId) {
        if (!TYPES.contains(contentType)) {
            return Optional.of(new Fault("content_type", "is text, image, video or file"));
        }
        if (mediaId != null && !MEDIA.matcher(mediaId).matches()) {
            return Optional.of(new Fault("media_id", "is no id of an uploaded medium"));
        }
        if (content.isEmpty() && mediaId == null) {
            return Optional.of(new Fault("content", "is empty"));
        }
        if (content.length() > LONGEST) {
            return Optional.of(new Fault("content", "has more than " + LONGEST + " characters"));
        }
        return storable(content) ? Optional.empty() : Optional.of(new Fault("content", "holds what is no text"));
    }

    /** The first rule that a client's name for its message breaks. */
    public static Optional<Fault> faultOfName(String clientMsgId) {
        boolean good = !clientMsgId.isBlank() && clientMsgId.length() <= LONGEST_NAME && storable(clientMsgId);
        return good
                ? Optional.empty()
                : Optional.of(new Fault("client_msg_id", "has 1 to " + LONGEST_NAME + " characters"));
    }

    /** No NUL, which PostgreSQL's text cannot hold, and no half of a surrogate pair, which no encoder can write. */
    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
