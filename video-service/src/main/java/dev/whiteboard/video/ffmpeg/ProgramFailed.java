package dev.whiteboard.video.ffmpeg;

/** A program did not do what it was started for. The message is for the log. */
public final class ProgramFailed extends Exception {
    private static final long serialVersionUID = 1L;

    ProgramFailed(String message) {
        super(message);
    }
}
