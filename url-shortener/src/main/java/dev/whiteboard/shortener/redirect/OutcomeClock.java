package dev.whiteboard.shortener.redirect;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Takes the time of each request of a connection, from its head to the head of its answer. Of requests sent without waiting
 * for answers the later ones' time counts from the last, since they are answered one after the other.
 */
final class OutcomeClock extends ChannelDuplexHandler {
    private final Outcomes outcomes;
    private long begun;

    OutcomeClock(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            begun = System.nanoTime();
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            outcomes.ended(response.status().code(), System.nanoTime() - begun);
        }
        super.write(context, message, promise);
    }
}
