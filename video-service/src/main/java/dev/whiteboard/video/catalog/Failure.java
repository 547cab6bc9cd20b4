package dev.whiteboard.video.catalog;

/** Why an upload did not become a video. */
public record Failure(Code code, String message) {

    /** Part of the contract with clients; never renamed. */
    public enum Code {
        /** No program that knows videos can read it. */
        NOT_A_VIDEO,
        /** It ends before its end. */
        TRUNCATED,
        /** It has sound or pictures, but nothing that moves. */
        NO_VIDEO_STREAM,
        /** It lasts no time. */
        EMPTY, TOO_LONG, TOO_LARGE,
        /** It has other bytes than was said. */
        SIZE_MISMATCH, CHECKSUM_MISMATCH,
        /** Its pictures are too large, or too narrow, to be shown. */
        UNSUPPORTED_DIMENSIONS,
        /** It can be opened but not decoded to its end. */
        UNDECODABLE,
        /** It never arrived as a whole. */
        UPLOAD_ABANDONED
    }
}
