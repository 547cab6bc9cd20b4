package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.Load;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Each request is a message from one of the devices of one of the members; it is served when it is acknowledged. */
final class Traffic implements Load.Request {
    private static final long PATIENCE_SECONDS = 5;

    private final Cast cast;
    private final Ledger ledger;
    private final long seed;

    Traffic(Cast cast, Ledger ledger, long seed) {
        this.cast = cast;
        this.ledger = ledger;
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        Conversation conversation = oneOf(cast.conversations(), random);
        Device device = oneOf(oneOf(conversation.members(), random).devices(), random);
        var letter = new Letter(number, new UUID(random.nextLong(), random.nextLong()).toString(), conversation.id(),
                "drill " + seed + " message " + number);
        ledger.written(letter);
        device.send(letter);
        try {
            letter.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T oneOf(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
