package dev.whiteboard.billing.dispatch;

import dev.whiteboard.billing.payment.OperationSignal;
import dev.whiteboard.billing.payment.Operations;
import dev.whiteboard.billing.payment.Operations.Claimed;
import dev.whiteboard.common.telemetry.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Claims what is due and sends each on its errand, a bounded number at a time. Replicas share the work by claiming; what
 * a process had claimed when it died is due again when its lease ends.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration ERRANDS_USUALLY_TAKE = Duration.ofSeconds(3);

    private final Operations operations;
    private final Errand errand;
    private final OperationSignal signal;
    private final DispatchProperties properties;
    private final Semaphore slots;
    private ExecutorService errands = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    Dispatcher(Operations operations, Errand errand, OperationSignal signal, DispatchProperties properties) {
        this.operations = operations;
        this.errand = errand;
        this.signal = signal;
        this.properties = properties;
        this.slots = new Semaphore(properties.slots());
    }

    @Override
    public void start() {
        running = true;
        errands = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("errand-", 0).factory());
        thread = Thread.ofPlatform().name("dispatcher").daemon().start(this::dispatch);
    }

    /** Claims nothing more, and lets those end that end soon; the others are taken up by somebody after their lease. */
    @Override
    public void stop() {
        running = false;
        signal.raise();
        errands.shutdown();
        try {
            if (!errands.awaitTermination(ERRANDS_USUALLY_TAKE.toMillis(), TimeUnit.MILLISECONDS)) {
                errands.shutdownNow();
            }
            thread.join(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void dispatch() {
        while (running) {
            try {
                if (!turn()) {
                    signal.await(properties.poll());
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Operations wait and are tried again: {}", e.toString());
                rest();
            }
        }
    }

    /** Whether there may be more to do at once. */
    private boolean turn() {
        int free = slots.drainPermits();
        if (free == 0) {
            return false;
        }
        List<Claimed> due = List.of();
        try {
            due = operations.claim(free, properties.lease());
        } finally {
            slots.release(free - due.size());
        }
        due.forEach(this::send);
        return due.size() == free;
    }

    private void send(Claimed claimed) {
        errands.execute(() -> {
            try {
                TraceContext.within(claimed.operation().traceparent(), () -> errand.run(claimed));
            } catch (RuntimeException e) {
                LOG.warn("{} is taken up again after its lease: {}", claimed.operation().id(), e.toString());
            } finally {
                slots.release();
                signal.raise();
            }
        });
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
