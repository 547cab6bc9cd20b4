package dev.whiteboard.video.playlist;

import java.util.Locale;

/**
 * Small pictures to scrub by: one every few seconds, the last of them shown until the end, many on a sheet.
 *
 * @param seconds how long the video lasts
 * @param interval how long each picture stands, in seconds
 * @param columns and as many rows on a sheet
 */
public record Storyboard(double seconds, double interval, int columns, int width, int height) {

    public int pictures() {
        return (int) Math.max(1, Math.ceil(seconds / interval));
    }

    public int sheets() {
        return Math.ceilDiv(pictures(), columns * columns);
    }

    /** The track that says which part of which sheet belongs to which time (WebVTT). */
    public String track() {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        for (int picture = 0; picture < pictures(); picture++) {
            int place = picture % (columns * columns);
            text.append(String.format(Locale.ROOT, "\n%s --> %s\nsprite-%d.jpg#xywh=%d,%d,%d,%d\n",
                    time(picture * interval), time(Math.min(seconds, (picture + 1) * interval)),
                    picture / (columns * columns), place % columns * width, place / columns * height, width, height));
        }
        return text.toString();
    }

    private static String time(double seconds) {
        long millis = Math.round(seconds * 1_000);
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", millis / 3_600_000, millis / 60_000 % 60,
                millis / 1_000 % 60, millis % 1_000);
    }
}
