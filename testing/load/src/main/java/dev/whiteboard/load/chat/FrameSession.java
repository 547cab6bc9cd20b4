package dev.whiteboard.load.chat;

import java.util.Map;

/** Speaks the frames of docs/api.md. */
final class FrameSession extends Session {
    private static final byte[] NEW_MESSAGE = Scan.ascii("\"type\":\"new_message\"");
    private static final byte[] ACK = Scan.ascii("\"type\":\"message_ack\"");
    private static final byte[] PONG = Scan.ascii("\"type\":\"pong\"");
    private static final byte[] ERROR = Scan.ascii("\"type\":\"error\"");
    private static final byte[] CONTENT = Scan.ascii("\"content\":\"");
    private static final byte[] CLIENT_MSG_ID = Scan.ascii("\"client_msg_id\":\"");
    private static final byte[] SEQ = Scan.ascii("\"seq\":");
    /** A UUID whose last part is the message's number. */
    private static final String ID_START = "5ca1ab1e-0000-4000-8000-";

    private final String path;
    private final String token;

    FrameSession(String path, String token) {
        this.path = path;
        this.token = token;
    }

    @Override
    String path() {
        return path;
    }

    @Override
    Map<String, String> headers() {
        return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    @Override
    void greet() {
        write("{\"type\":\"ping\"}");
    }

    @Override
    void text(byte[] frame, int length) {
        if (Scan.after(frame, length, NEW_MESSAGE) >= 0) {
            int content = Scan.after(frame, length, CONTENT);
            int seq = Scan.after(frame, length, SEQ);
            if (content > 0 && seq > 0) {
                watcher().delivered(this, Scan.hex(frame, content), Scan.decimal(frame, seq));
            }
        } else if (Scan.after(frame, length, ACK) >= 0) {
            int id = Scan.after(frame, length, CLIENT_MSG_ID);
            watcher().acknowledged(Scan.hex(frame, id + ID_START.length()));
        } else if (Scan.after(frame, length, PONG) >= 0) {
            ready().complete(this);
        } else if (Scan.after(frame, length, ERROR) >= 0) {
            watcher().failed(new String(frame, 0, length, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Override
    void send(String target, long number) {
        String hex = Scan.hex(number);
        write("{\"type\":\"send_message\",\"conversation_id\":\"" + target + "\",\"content\":\"" + hex + FILLER
                + "\",\"content_type\":\"text\",\"client_msg_id\":\"" + ID_START + hex + "\"}");
    }
}
