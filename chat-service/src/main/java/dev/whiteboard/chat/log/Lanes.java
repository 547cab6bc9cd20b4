package dev.whiteboard.chat.log;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;

/** All lanes: the conversation decides which one a draft takes. */
final class Lanes implements ConversationLog, SmartLifecycle {
    private static final long DRAIN_MILLIS = 5_000;

    private final List<Lane> lanes;
    private List<Thread> threads = List.of();

    Lanes(LogProperties properties, LogStore store, EntryListener listener) {
        this.lanes = IntStream.range(0, properties.lanes()).mapToObj(_ -> new Lane(properties, store, listener))
                .toList();
    }

    @Override
    public boolean append(Draft draft, long origin, Consumer<Appended> told) {
        return lanes.get(Math.floorMod(Long.hashCode(draft.conversationId() * 0x9e3779b97f4a7c15L), lanes.size()))
                .offer(draft, origin, told);
    }

    @Override
    public void start() {
        threads = lanes.stream().map(lane -> Thread.ofPlatform().name("lane-", 0).daemon().start(lane)).toList();
    }

    @Override
    public void stop() {
        lanes.forEach(Lane::close);
        for (Thread thread : threads) {
            try {
                thread.join(DRAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /** Before the sockets open, and until after they are closed. */
    @Override
    public int getPhase() {
        return -1_000;
    }
}
