package dev.whiteboard.load.chat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a WebSocket (RFC 6455), with as little as a load generator needs, so that ten thousand of them are
 * cheap: whole text frames, pings answered, no extension, no fragments.
 */
final class Link extends ByteToMessageDecoder {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    /** Any will do: what a mask protects from does not exist here, but servers have the work of taking it off. */
    private static final byte[] MASK = {0x5a, 0x13, 0x7c, 0x31};
    private static final byte[] SCRATCH = new byte[1 << 17];

    private final Session session;
    private boolean open;
    private @Nullable ChannelHandlerContext context;

    Link(Session session) {
        this.session = session;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        var request = new StringBuilder("GET ").append(session.path()).append(" HTTP/1.1\r\nHost: localhost\r\n")
                .append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        session.headers().forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        ctx.writeAndFlush(ctx.alloc().buffer(bytes.length).writeBytes(bytes));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!open) {
            upgrade(ctx, in);
            return;
        }
        if (in.readableBytes() < 2) {
            return;
        }
        int at = in.readerIndex();
        int length = in.getByte(at + 1) & 0x7f;
        int header = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (in.readableBytes() < header) {
            return;
        }
        if (header > 2) {
            length = header == 4 ? in.getUnsignedShort(at + 2) : in.getInt(at + 6);
        }
        if (in.readableBytes() < header + length) {
            return;
        }
        int opcode = in.getByte(at) & 0x0f;
        byte[] frame = SCRATCH;
        in.getBytes(at + header, frame, 0, length);
        in.skipBytes(header + length);
        switch (opcode) {
            case TEXT -> session.text(frame, length);
            case PING -> {
                write(PONG, frame, length);
                flush();
            }
            case CLOSE -> {
                session.failed("closed by the server: " + closing(frame, length));
                ctx.close();
            }
            default -> {}
        }
    }

    private void upgrade(ChannelHandlerContext ctx, ByteBuf in) {
        String text = in.toString(StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        in.skipBytes(end + 4);
        String answer = text.substring(0, text.indexOf('\r'));
        if (answer.contains(" 101")) {
            open = true;
            session.opened(this);
        } else {
            session.failed("refused: " + text.substring(0, end));
            ctx.close();
        }
    }

    private static String closing(byte[] frame, int length) {
        return length < 2
                ? "no code"
                : ((frame[0] & 0xff) << 8 | frame[1] & 0xff) + " "
                        + new String(frame, 2, length - 2, StandardCharsets.UTF_8);
    }

    /** Writes a text frame of ASCII; {@link #flush()} sends it. On the event loop only. */
    void text(String text) {
        byte[] bytes = Scan.ascii(text);
        write(TEXT, bytes, bytes.length);
    }

    private void write(int opcode, byte[] bytes, int length) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        ByteBuf frame = ctx.alloc().buffer(length + 8);
        frame.writeByte(FINAL | opcode);
        if (length < 126) {
            frame.writeByte(MASKED | length);
        } else {
            frame.writeByte(MASKED | 126).writeShort(length);
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < length; i++) {
            frame.writeByte(bytes[i] ^ MASK[i & 3]);
        }
        ctx.write(frame);
    }

    void flush() {
        if (context != null) {
            context.flush();
        }
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.failed("connection lost");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.failed(cause.toString());
        ctx.close();
    }
}
