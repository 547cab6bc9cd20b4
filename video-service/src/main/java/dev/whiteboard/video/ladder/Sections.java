package dev.whiteboard.video.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * Where a video is cut. Cuts lie between segments, so that every rendition has the same; of the cuts that would do, the
 * one is taken before which the source has the nearest key frame, because decoding begins there.
 */
public final class Sections {
    /** A short video is cut into about so many, so that all workers have something to do until the end. */
    private static final int ENOUGH = 6;
    private static final int LONGEST = 5;

    private Sections() {}

    /**
     * Cuts.
     *
     * @param frames of the whole video
     * @param keyFrames of the source, in seconds, as far as they are known
     */
    public static List<Section> of(long frames, FrameRate rate, NavigableSet<Double> keyFrames) {
        long segments = Math.ceilDiv(frames, (long) rate.segmentFrames());
        int usual = (int) Math.clamp(segments / ENOUGH, 1, LONGEST);
        List<Section> sections = new ArrayList<>();
        long at = 0;
        while (at < segments) {
            long end = Math.min(segments, cut(at, usual, segments, rate, keyFrames));
            long first = at * rate.segmentFrames();
            int length = Math.toIntExact(Math.min(frames, end * rate.segmentFrames()) - first);
            sections.add(new Section(sections.size(), Math.toIntExact(at), first, length));
            at = end;
        }
        return sections;
    }

    private static long cut(long from, int usual, long segments, FrameRate rate, NavigableSet<Double> keyFrames) {
        long best = from + usual;
        for (long end = from + usual; end <= Math.min(segments, from + usual + Math.max(1, usual / 2)); end++) {
            if (wasted(end, rate, keyFrames) < wasted(best, rate, keyFrames)) {
                best = end;
            }
        }
        return best;
    }

    /** How many seconds are decoded for nothing if it is cut there. */
    private static double wasted(long segment, FrameRate rate, NavigableSet<Double> keyFrames) {
        double at = rate.seconds(segment * rate.segmentFrames());
        Double before = keyFrames.floor(at + rate.seconds(1) / 2);
        return before == null ? 0 : at - before;
    }
}
