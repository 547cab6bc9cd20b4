package dev.whiteboard.chat.live;

import dev.whiteboard.testkit.Seed;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Passes all commands on, and to the listener what is not lost. */
public final class LossyRedis extends Redis {
    private final Redis real;
    private final double loss;
    private final Random random = Seed.random("loss");

    private LossyRedis(Redis real, double loss) {
        super("redis://127.0.0.1:1", "none");
        this.real = real;
        this.loss = loss;
    }

    /** The bean, but if it is the connection to Redis then one that loses so much of what it hears; 1 is all. */
    public static Object instead(Object bean, double loss) {
        return bean instanceof Redis redis ? new LossyRedis(redis, loss) : bean;
    }

    @Override
    public void listen(Consumer<byte[]> to) {
        real.listen(bytes -> {
            if (random.nextDouble() >= loss) {
                to.accept(bytes);
            }
        });
    }

    @Override
    public Optional<RedisAsyncCommands<String, byte[]>> commands() {
        return real.commands();
    }

    @Override
    public void close() {
        real.close();
        super.close();
    }
}
