package dev.whiteboard.video.ffmpeg;

import java.io.IOException;

/** The store went away while a program read from it. Whatever the program made is not of the whole. */
public final class SourceLost extends IOException {
    private static final long serialVersionUID = 1L;

    SourceLost(String message) {
        super(message);
    }
}
