package dev.whiteboard.storage.sync;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_LIMIT;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What changed since a cursor: now, or as soon as there is something. */
@RestController
class SyncController {
    private static final int MOST = 1_000;
    private static final int LONGEST_SECONDS = 60;

    private final FeedReader reader;
    private final Cursors cursors;
    private final Wakeups wakeups;

    SyncController(FeedReader reader, Cursors cursors, Wakeups wakeups) {
        this.reader = reader;
        this.cursors = cursors;
        this.wakeups = wakeups;
    }

    @GetMapping("/api/v1/sync")
    SyncView read(@RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "500") int limit, @AuthenticationPrincipal Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw Problem.of(INVALID_LIMIT, "must be a whole number from 1 to " + MOST).field("limit").asException();
        }
        return view(caller, reader.read(caller.userId(), cursors.read(caller.userId(), cursor), limit));
    }

    /** Answers at the first change, or without one after so many seconds. It holds a virtual thread and no connection to the database. */
    @GetMapping("/api/v1/sync/wait")
    SyncView await(@RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "30") int timeout, @AuthenticationPrincipal Caller caller)
            throws InterruptedException {
        if (timeout < 0 || timeout > LONGEST_SECONDS) {
            throw Problem.of(VALIDATION_ERROR, "must be 0 to " + LONGEST_SECONDS + " seconds").field("timeout")
                    .asException();
        }
        Position from = cursors.read(caller.userId(), cursor);
        long deadline = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        var news = new Semaphore(0);
        try (Wakeups.Registration _ = wakeups.listen(caller.userId(), news::release)) {
            while (true) {
                news.drainPermits();
                Reading reading = reader.read(caller.userId(), from, MOST);
                boolean nothing = reading instanceof Reading.Changes changes && changes.changes().isEmpty();
                if (!nothing || wakeups.closing()
                        || !news.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return view(caller, reading);
                }
            }
        }
    }

    private SyncView view(Caller caller, Reading reading) {
        return switch (reading) {
            case Reading.Changes(List<Change> changes, Position position, boolean more) -> new SyncView(
                    changes.stream().map(SyncView.ChangeView::of).toList(), cursors.write(caller.userId(), position),
                    more, null);
            case Reading.Reset(Reading.Reason reason, Position end) -> new SyncView(List.of(),
                    cursors.write(caller.userId(), end), false, new SyncView.ResetView(reason));
        };
    }
}
