package dev.whiteboard.common.database;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.micrometer.core.instrument.MeterRegistry;

/** Runs every {@link Chore} on one thread; a chore that fails is counted and runs again at its next turn. */
final class Chores implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Chores.class);

    private final List<Chore> chores;
    private final MeterRegistry meters;
    private ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    Chores(List<Chore> chores, MeterRegistry meters) {
        this.chores = chores;
        this.meters = meters;
    }

    @Override
    public void start() {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("chores").daemon().factory());
        for (Chore chore : chores) {
            long pause = chore.every().toMillis();
            var _ = thread.scheduleWithFixedDelay(() -> run(chore), pause, pause, TimeUnit.MILLISECONDS);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run(Chore chore) {
        try {
            meters.timer("whiteboard.chore", "chore", chore.name()).record(chore.work());
        } catch (RuntimeException e) {
            meters.counter("whiteboard.chore.failures", "chore", chore.name()).increment();
            log.warn("{} failed and is tried again in {}", chore.name(), chore.every(), e);
        }
    }
}
