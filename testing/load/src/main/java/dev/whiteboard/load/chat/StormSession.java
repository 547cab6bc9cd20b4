package dev.whiteboard.load.chat;

import java.util.Map;

/** A client that comes back after everything broke: it connects and wants what it missed, in order and without a gap. */
final class StormSession extends Session {
    private static final byte[] NEW_MESSAGE = Scan.ascii("\"type\":\"new_message\"");
    private static final byte[] SYNC_DONE = Scan.ascii("\"type\":\"sync_done\"");
    private static final byte[] ERROR = Scan.ascii("\"type\":\"error\"");
    private static final byte[] SEQ = Scan.ascii("\"seq\":");

    private final String token;
    private final int missed;
    private long last;

    StormSession(String token, int missed) {
        this.token = token;
        this.missed = missed;
    }

    @Override
    String path() {
        return "/ws/chat";
    }

    @Override
    Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Override
    void greet() {
        write("{\"type\":\"sync\"}");
    }

    @Override
    void text(byte[] frame, int length) {
        if (Scan.after(frame, length, NEW_MESSAGE) >= 0) {
            long seq = Scan.decimal(frame, Scan.after(frame, length, SEQ));
            if (seq == last + 1) {
                last = seq;
            } else {
                failed("was sent " + seq + " after " + last);
            }
        } else if (Scan.after(frame, length, SYNC_DONE) >= 0) {
            if (last == missed) {
                ready().complete(this);
            } else {
                failed("was told that " + last + " of " + missed + " are all");
            }
        } else if (Scan.after(frame, length, ERROR) >= 0) {
            failed(new String(frame, 0, length, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Override
    void send(String target, long number) {
        throw new UnsupportedOperationException("it only listens");
    }
}
