package dev.whiteboard.video.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path below a video names. */
sealed interface Asked {

    /** The list of all renditions. */
    record Master() implements Asked {}

    /** One rendition, or the sound. */
    record Media(String track, String version) implements Asked {}

    /** Part of what an attempt made of a section. */
    record Part(String track, int section, int attempt, String name) implements Asked {}

    /** A picture, or the track of all. */
    record Picture(int attempt, String name) implements Asked {}

    Pattern MEDIA = Pattern.compile("(sound|[1-9]\\d{0,3}p)/([0-9a-f]{16})\\.m3u8");
    Pattern PART = Pattern.compile("(sound|[1-9]\\d{0,3}p)/(\\d{1,6})-(\\d{1,6})/(init\\.mp4|\\d{1,6}\\.m4s)");
    Pattern PICTURE = Pattern.compile("pictures/(\\d{1,6})/(poster\\.jpg|storyboard\\.vtt|sprite-\\d{1,4}\\.jpg)");

    /** Nothing if no such thing ever is. */
    static Optional<Asked> of(String path) {
        if (path.equals("master.m3u8")) {
            return Optional.of(new Master());
        }
        Matcher media = MEDIA.matcher(path);
        if (media.matches()) {
            return Optional.of(new Media(media.group(1), media.group(2)));
        }
        Matcher part = PART.matcher(path);
        if (part.matches()) {
            return Optional.of(new Part(part.group(1), Integer.parseInt(part.group(2)),
                    Integer.parseInt(part.group(3)), part.group(4)));
        }
        Matcher picture = PICTURE.matcher(path);
        return picture.matches()
                ? Optional.of(new Picture(Integer.parseInt(picture.group(1)), picture.group(2)))
                : Optional.empty();
    }
}
