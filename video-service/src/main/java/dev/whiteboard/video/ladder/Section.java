package dev.whiteboard.video.ladder;

/**
 * A stretch of a video that is encoded by itself: some whole segments, the last section's last one aside.
 *
 * @param number from 0
 * @param firstSegment the number of its first segment in the whole
 * @param firstFrame on the grid of the video's frame rate
 */
public record Section(int number, int firstSegment, long firstFrame, int frames) {

    public long endFrame() {
        return firstFrame + frames;
    }

    /** How many segments it has. */
    public int segments(FrameRate rate) {
        return Math.ceilDiv(frames, rate.segmentFrames());
    }

    /** How many frames its segment of that number, from 0, has. */
    public int framesOf(int segment, FrameRate rate) {
        return Math.min(rate.segmentFrames(), frames - segment * rate.segmentFrames());
    }
}
