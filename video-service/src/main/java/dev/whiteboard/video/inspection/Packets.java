package dev.whiteboard.video.inspection;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * When the frames of a video are shown.
 *
 * @param keyFrames in seconds from the beginning of the file
 * @param end when the last one is over; 0 if there are none
 */
public record Packets(NavigableSet<Double> keyFrames, double end) {
    public static final Packets UNKNOWN = new Packets(new TreeSet<>(), Double.NaN);

    /** Reads {@code pts_time,duration_time,flags} in lines. */
    static Packets parse(String lines, double start) {
        NavigableSet<Double> keys = new TreeSet<>();
        double end = 0;
        for (String line : lines.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length < 3 || fields[0].equals("N/A")) {
                continue;
            }
            double at = Double.parseDouble(fields[0]) - start;
            double lasts = fields[1].equals("N/A") ? 0 : Double.parseDouble(fields[1]);
            end = Math.max(end, at + lasts);
            if (fields[2].startsWith("K")) {
                keys.add(at);
            }
        }
        return new Packets(keys, end);
    }
}
