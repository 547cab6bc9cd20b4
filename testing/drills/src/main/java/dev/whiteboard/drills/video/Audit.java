package dev.whiteboard.drills.video;

import java.util.Objects;
import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds the service to the ledger. */
final class Audit {
    /** All of them wait for the same few workers. */
    private static final Duration END = Duration.ofMinutes(10);
    private static final Duration GONE = Duration.ofSeconds(60);

    private final Studio studio;
    private final Ledger ledger;
    private final Map<Clip, Stream> undisturbed;

    Audit(Studio studio, Ledger ledger, Map<Clip, Stream> undisturbed) {
        this.studio = studio;
        this.ledger = ledger;
        this.undisturbed = undisturbed;
    }

    void uploads(Verdict verdict) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        List<String> unequal = new ArrayList<>();
        int ready = 0;
        long end = System.nanoTime() + END.toNanos();
        for (Ledger.Upload upload : ledger.uploads()) {
            Await.until(Duration.ofNanos(Math.max(0, end - System.nanoTime())), () -> isOver(upload.video()));
            JsonNode video = studio.video(upload.video()).json();
            String status = video.path("status").asString("gone");
            String reason = video.path("failure").path("code").asString("");
            if (upload.clip().isVideo() ? !status.equals("ready") : !reason.equals(upload.clip().refusal())) {
                wrong.add(upload.video() + " " + upload.clip().name() + " " + status + " " + reason);
            } else if (upload.clip().isVideo()) {
                ready++;
                Stream expected = Objects.requireNonNull(undisturbed.get(upload.clip()));
                if (Stream.of(studio, upload.video()).filter(expected::sameAs).isEmpty()) {
                    unequal.add(upload.video());
                }
            }
        }
        verdict.check("every upload that was taken is ready, or refused for the right reason",
                wrong.isEmpty() && ready > 0,
                wrong.size() + " of " + ledger.uploads().size() + " are not " + some(wrong));
        verdict.check("the segments of each are those of an undisturbed run", unequal.isEmpty() && ready > 0,
                unequal.size() + " of " + ready + " differ " + some(unequal));
        verdict.check("viewers are given the bytes of the segment, or none", ledger.countOtherBytes() == 0,
                ledger.countOtherBytes() + " were given others");
    }

    private boolean isOver(String video) throws InterruptedException {
        Studio.Answer answer = studio.video(video);
        return answer.status() == 404 || List.of("ready", "failed").contains(answer.json().path("status").asString(""));
    }

    /** Of one that edges have. */
    void deletion(Verdict verdict) throws InterruptedException {
        Optional<Ledger.Upload> victim = ledger.uploads().stream().filter(upload -> upload.clip().isVideo())
                .findFirst();
        Optional<Stream> stream = victim.isEmpty() ? Optional.empty() : Stream.of(studio, victim.get().video());
        if (stream.isEmpty()) {
            verdict.check("what is deleted is gone from the edges, too", false, "there is nothing to delete");
            return;
        }
        int status = studio.delete(victim.get().video()).status();
        String segment = stream.get().hashes().keySet().iterator().next();
        long begun = System.nanoTime();
        boolean gone = Await.until(GONE, () -> studio.play(segment).status() == 404);
        verdict.check("what is deleted is gone from the edges, too", status == 204 && gone,
                "404 after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    private static String some(List<String> names) {
        return names.stream().limit(3).toList().toString();
    }
}
