package dev.whiteboard.video.catalog;

/**
 * A video at one size, playing from end to end.
 *
 * @param rung the short side, which names it
 * @param codecs as RFC 6381 has them, of pictures and sound
 * @param bandwidth bits a second of its largest segment, measured
 * @param average bits a second of all of it
 */
public record Rendition(int rung, int width, int height, String codecs, long bandwidth, long average) {
    public String name() {
        return rung + "p";
    }
}
