package dev.whiteboard.video.playlist;

import java.util.List;

/**
 * One rendition, or the sound, as it lies in the store.
 *
 * @param name the folder of its playlist, {@code 360p}
 */
public record Track(String name, List<Piece> pieces) {
    public Track {
        pieces = List.copyOf(pieces);
    }

    /**
     * What one attempt made of one section.
     *
     * @param folder where it lies, below the track's
     * @param init names the bytes that initialise a decoder; equal for equal bytes
     */
    public record Piece(String folder, String init, List<Segment> segments) {
        public Piece {
            segments = List.copyOf(segments);
        }
    }

    /** A segment. */
    public record Segment(double seconds, long bytes) {
        double bitsPerSecond() {
            return bytes * 8 / seconds;
        }
    }

    private List<Segment> segments() {
        return pieces.stream().flatMap(piece -> piece.segments().stream()).toList();
    }

    /** Bits a second of its largest segment. One that lasts less than half of the longest may exceed it: no player fetches it alone. */
    public long bandwidth() {
        double longest = segments().stream().mapToDouble(Segment::seconds).max().orElse(1);
        return (long) Math.ceil(segments().stream().filter(segment -> segment.seconds() >= longest / 2)
                .mapToDouble(Segment::bitsPerSecond).max().orElse(0));
    }

    /** Bits a second of all of it. */
    public long average() {
        double seconds = segments().stream().mapToDouble(Segment::seconds).sum();
        long bytes = segments().stream().mapToLong(Segment::bytes).sum();
        return (long) Math.ceil(bytes * 8 / Math.max(seconds, 0.001));
    }
}
