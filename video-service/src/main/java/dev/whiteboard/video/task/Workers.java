package dev.whiteboard.video.task;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The workers of this process. */
@Component
class Workers implements SmartLifecycle {
    private static final long GRACE_MILLIS = 5_000;

    private final Tasks tasks;
    private final Map<Kind, Step> steps;
    private final WorkerProperties properties;
    private final BlobStore blobs;
    private final Ffmpeg ffmpeg;
    private final List<Thread> threads = new ArrayList<>();
    private ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    Workers(Tasks tasks, List<Step> steps, WorkerProperties properties, BlobStore blobs, Ffmpeg ffmpeg) {
        this.tasks = tasks;
        this.steps = steps.stream().collect(Collectors.toMap(Step::kind, Function.identity()));
        this.properties = properties;
        this.blobs = blobs;
        this.ffmpeg = ffmpeg;
    }

    @Override
    public void start() {
        if (properties.count() > 0) {
            ffmpeg.require();
        }
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("heartbeat").daemon().factory());
        WorkFolder folder = new WorkFolder(Path.of(properties.folder()).toAbsolutePath());
        folder.clean();
        for (int number = 0; number < properties.count(); number++) {
            String name = "worker-" + ProcessHandle.current().pid() + "-" + number;
            threads.add(Thread.ofPlatform().name(name).daemon()
                    .start(new Worker(name, tasks, steps, folder, properties, blobs, heart)));
        }
        running = true;
    }

    /** What is under way is given back, to be done by others. */
    @Override
    public void stop() {
        running = false;
        heart.shutdownNow();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(GRACE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
