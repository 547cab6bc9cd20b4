package dev.whiteboard.chat.socket;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.security.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/** The frames of one connection as they arrive: put together, counted and passed on. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final long SECOND = 1_000;

    private final Switchboard switchboard;
    private final LoopSockets loop;
    private final ChatConnection connection;
    private final @Nullable String device;
    private @Nullable ByteBuf begun;
    private boolean tooLong;
    private long second;
    private int frames;

    SocketHandler(Switchboard switchboard, LoopSockets loop, Channel channel, @Nullable String device) {
        this.switchboard = switchboard;
        this.loop = loop;
        this.device = device;
        this.connection = new ChatConnection(channel, loop, switchboard.nextConnectionId(), switchboard.millis());
    }

    void open(@Nullable Caller caller) {
        loop.connections().add(connection);
        if (caller != null) {
            switchboard.admit(connection, caller, device);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        long now = switchboard.millis();
        connection.heard(now);
        switch (frame) {
            case TextWebSocketFrame text -> text(text, now);
            case ContinuationWebSocketFrame more -> text(more, now);
            case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()),
                    context.voidPromise());
            case CloseWebSocketFrame close -> connection.close(Math.max(1000, close.statusCode()), "");
            case BinaryWebSocketFrame _ ->
                connection.error(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "frames are JSON in text");
            default -> {
                // a pong: it has been heard
            }
        }
    }

    private void text(WebSocketFrame frame, long now) {
        ByteBuf content = frame.content();
        int length = content.readableBytes() + (begun == null ? 0 : begun.readableBytes());
        if (length > loop.properties().frameBytes()) {
            tooLong = true;
            drop();
        } else if (!frame.isFinalFragment() || begun != null) {
            begun = begun == null ? Unpooled.buffer(length) : begun;
            begun.writeBytes(content);
            content = begun;
        }
        if (!frame.isFinalFragment()) {
            return;
        }
        byte[] text = tooLong ? new byte[0] : ByteBufUtil.getBytes(content);
        boolean refused = tooLong;
        tooLong = false;
        drop();
        if (refused) {
            connection.error(ErrorCode.PAYLOAD_TOO_LARGE,
                    "a frame has at most " + loop.properties().frameBytes() + " bytes");
        } else if (tooMany(now)) {
            switchboard.refuse(connection, text, ErrorCode.RATE_LIMITED,
                    "more than " + loop.properties().framesPerSecond() + " frames a second");
        } else {
            switchboard.receive(connection, text);
        }
    }

    private boolean tooMany(long now) {
        long current = now / SECOND;
        if (current != second) {
            second = current;
            frames = 0;
        }
        return ++frames > loop.properties().framesPerSecond();
    }

    private void drop() {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        loop.connections().remove(connection);
        connection.gone();
        switchboard.leave(connection);
    }

    /** What is not a WebSocket frame: the client is told, and then there is nothing more to read. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        if (root instanceof CorruptedWebSocketFrameException corrupt) {
            boolean big = corrupt.closeStatus().code() == CloseCodes.TOO_BIG;
            connection.error(big ? ErrorCode.PAYLOAD_TOO_LARGE : ErrorCode.MALFORMED_REQUEST,
                    big ? "this frame is far too long" : "this is no WebSocket frame");
            connection.close(corrupt.closeStatus().code(), "");
        } else {
            context.close();
        }
    }
}
