package dev.whiteboard.chat.live;

import dev.whiteboard.common.json.Json;

/**
 * Writes a frame as it goes over the socket, header and all. A server's frames are not masked (RFC 6455 §5.1), so the
 * same bytes go to everybody: a message to a group is encoded once.
 */
public final class Wire {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int SHORT = 125;
    private static final int MEDIUM = 0xFFFF;

    private Wire() {}

    public static byte[] text(Object frame) {
        return text(Json.tolerant().writeValueAsBytes(frame));
    }

    static byte[] text(byte[] json) {
        int header = json.length <= SHORT ? 2 : json.length <= MEDIUM ? 4 : 10;
        byte[] wire = new byte[header + json.length];
        wire[0] = FINAL_TEXT;
        if (header == 2) {
            wire[1] = (byte) json.length;
        } else {
            wire[1] = (byte) (header == 4 ? 126 : 127);
            for (int i = header - 1, rest = json.length; i > 1; i--, rest >>>= 8) {
                wire[i] = (byte) rest;
            }
        }
        System.arraycopy(json, 0, wire, header, json.length);
        return wire;
    }
}
