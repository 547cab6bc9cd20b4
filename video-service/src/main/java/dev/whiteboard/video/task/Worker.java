package dev.whiteboard.video.task;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.blob.BlobsUnavailable;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import dev.whiteboard.video.ffmpeg.SourceLost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Does one task after the other. While it does, a heartbeat keeps the lease; when that is lost, so is the work. */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int BEATS = 3;

    private final String name;
    private final Tasks tasks;
    private final Map<Kind, Step> steps;
    private final WorkFolder folder;
    private final WorkerProperties properties;
    private final BlobStore blobs;
    private final ScheduledExecutorService heart;

    Worker(String name, Tasks tasks, Map<Kind, Step> steps, WorkFolder folder, WorkerProperties properties,
            BlobStore blobs, ScheduledExecutorService heart) {
        this.name = name;
        this.tasks = tasks;
        this.steps = steps;
        this.folder = folder;
        this.properties = properties;
        this.blobs = blobs;
        this.heart = heart;
    }

    @Override
    public void run() {
        while (!heart.isShutdown()) {
            try {
                Optional<Task> task = tasks.take(name, properties.lease());
                if (task.isPresent()) {
                    work(task.get());
                } else {
                    Thread.sleep(properties.poll());
                }
            } catch (InterruptedException stopped) {
                // The loop's condition ends it.
            } catch (RuntimeException e) {
                LOG.warn("{} rests: {}", name, e.toString());
                rest();
            }
        }
    }

    private void work(Task task) {
        Hold hold = new Hold(Thread.currentThread());
        long beat = Math.max(1, properties.lease().toMillis() / BEATS);
        ScheduledFuture<?> heartbeat = heart.scheduleWithFixedDelay(() -> beat(task, hold), beat, beat,
                TimeUnit.MILLISECONDS);
        Path place = null;
        try {
            place = folder.fresh();
            step(task).run(task, place);
        } catch (InterruptedException stopped) {
            LOG.info("{} of {}, attempt {}, is others' by now", task.name(), task.video(), task.attempt());
            if (heart.isShutdown()) {
                tasks.giveBack(task);
            }
        } catch (ProgramFailed | IOException | RuntimeException e) {
            LOG.warn("{} of {} failed, attempt {}: {}", task.name(), task.video(), task.attempt(), e.toString());
            failed(task, e);
        } finally {
            heartbeat.cancel(false);
            hold.end();
            if (place != null) {
                WorkFolder.remove(place);
            }
        }
    }

    /** A task is given up for what is wrong with its video, never because something else was away. */
    private void failed(Task task, Exception cause) {
        if (cause instanceof DataAccessException || cause instanceof SourceLost || !storeAnswers(task)) {
            tasks.postpone(task, properties.pause());
        } else if (task.failures() + 1 >= properties.attempts()) {
            step(task).giveUp(task);
        } else {
            tasks.failed(task, properties.pause());
        }
    }

    private boolean storeAnswers(Task task) {
        try {
            var _ = blobs.size(task.video().folder() + "source");
            return true;
        } catch (BlobsUnavailable away) {
            return false;
        }
    }

    private Step step(Task task) {
        return Optional.ofNullable(steps.get(task.kind()))
                .orElseThrow(() -> new IllegalStateException("nobody knows how to do " + task.kind()));
    }

    private void beat(Task task, Hold hold) {
        try {
            if (!tasks.keep(task, properties.lease())) {
                hold.lose();
            }
        } catch (RuntimeException e) {
            LOG.warn("No sign of life of {}: {}", name, e.toString());
        }
    }

    private void rest() {
        try {
            Thread.sleep(properties.pause());
        } catch (InterruptedException stopped) {
            // The loop's condition ends it.
        }
    }

    /** Interrupts a worker at its task, and at no other. */
    private static final class Hold {
        private final Thread worker;
        private boolean over;

        Hold(Thread worker) {
            this.worker = worker;
        }

        synchronized void lose() {
            if (!over) {
                worker.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            Thread.interrupted();
        }
    }
}
