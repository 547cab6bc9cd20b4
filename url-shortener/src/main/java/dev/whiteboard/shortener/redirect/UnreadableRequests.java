package dev.whiteboard.shortener.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;

/** Gives the server's own refusals, of bytes that are no HTTP request, the body that every refusal of ours has. */
final class UnreadableRequests extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean bare = message instanceof FullHttpResponse response && response.status().code() >= 400
                && !response.content().isReadable() && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
        super.write(context, bare ? problem((FullHttpResponse) message) : message, promise);
    }

    private static FullHttpResponse problem(FullHttpResponse bare) {
        bare.release();
        ErrorCode code = ErrorCode.forStatus(bare.status().code());
        byte[] body = Problem.of(code, "this is no request that can be read").toJson().getBytes(UTF_8);
        var answer = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), Unpooled.wrappedBuffer(body));
        answer.headers().set(bare.headers()).set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return answer;
    }
}
