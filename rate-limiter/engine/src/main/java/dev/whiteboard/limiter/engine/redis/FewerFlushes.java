package dev.whiteboard.limiter.engine.redis;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Writes what piled up during one turn of the event loop with one system call. Under load most calls come in crowds, and a
 * flush for each of them is what a decision costs most, on either side.
 */
final class FewerFlushes implements NettyCustomizer {
    private static final int AT_MOST = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(AT_MOST, true));
    }
}
