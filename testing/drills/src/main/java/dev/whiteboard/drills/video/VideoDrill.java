package dev.whiteboard.drills.video;

import java.util.Objects;
import dev.whiteboard.drills.Await;
import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Videos and what is none are uploaded, and segments watched, while the service is killed, the store and Kafka stop and
 * Redis and Elasticsearch freeze. Afterwards every upload whose bytes were taken must be ready, with the segments of an undisturbed run, or
 * refused for the right reason.
 */
public final class VideoDrill implements Drill {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration READY = Duration.ofMinutes(5);
    /** One request in eight is a video that has to be encoded. */
    private static final int MOST_A_SECOND = 4;

    @Override
    public String name() {
        return "video-service";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        var ledger = new Ledger();
        var studio = new Studio(scene.options().gateway(), scene.signUp("Drill").token());
        List<Clip> clips = Clip.all();
        Map<Clip, Stream> undisturbed = new HashMap<>();
        for (Clip clip : clips) {
            if (clip.isVideo()) {
                undisturbed.put(clip, undisturbed(scene, studio, clip));
            }
        }
        var traffic = new Traffic(studio, scene.journal(), ledger, clips,
                Objects.requireNonNull(undisturbed.get(clips.getFirst())),
                scene.options().seed());
        var verdict = new Verdict();
        load(scene, traffic, verdict);
        if (scene.options().sabotage()) {
            sabotage(scene, studio, ledger);
        }
        var audit = new Audit(studio, ledger, undisturbed);
        audit.uploads(verdict);
        audit.deletion(verdict);
        return verdict;
    }

    private static Stream undisturbed(Scene scene, Studio studio, Clip clip) throws InterruptedException {
        var own = new Ledger();
        var alone = new Traffic(studio, scene.journal(), own, List.of(clip), new Stream(Map.of()), 0);
        if (!Await.until(RECOVERY, () -> alone.upload(clip))) {
            throw new DrillAborted("cannot upload: is video-service up? ./whiteboard up video-service");
        }
        String video = own.uploads().getLast().video();
        boolean ready = Await.until(READY,
                () -> studio.video(video).json().path("status").asString("").equals("ready"));
        return Stream.of(studio, video).filter(_ -> ready)
                .orElseThrow(() -> new DrillAborted(video + " is not ready although nothing was broken"));
    }

    private void load(Scene scene, Traffic traffic, Verdict verdict) throws InterruptedException {
        Duration calm = scene.options().calm();
        try (var load = new Load(Math.min(MOST_A_SECOND, scene.options().rate()), traffic)) {
            Stretch steady = load.during("steady", calm);
            Stretch killed = load.enter(name() + " killed");
            scene.faults().kill(name());
            load.run(calm);
            scene.comesBack(name(), RECOVERY);
            Stretch withoutStore = load.enter("s3 stopped");
            try (Faults.Fault _ = scene.faults().stop("s3")) {
                load.run(calm);
            }
            Stretch withoutKafka = load.enter("kafka stopped");
            try (Faults.Fault _ = scene.faults().stop("kafka")) {
                load.run(calm);
            }
            Stretch frozen = load.enter("redis, elasticsearch frozen");
            try (Faults.Fault _ = scene.faults().freeze("redis");
                    Faults.Fault _ = scene.faults().freeze("elasticsearch")) {
                load.run(calm);
            }
            Stretch killedAgain = load.enter(name() + " killed again");
            scene.faults().kill(name());
            load.run(calm);
            scene.comesBack(name(), RECOVERY);
            Stretch recovered = load.during("recovered", calm);
            for (Stretch stretch : new Stretch[]{steady, killed, withoutStore, withoutKafka, frozen, killedAgain,
                recovered}) {
                verdict.figure(stretch.toString());
            }
            verdict.check("clients are served before and after the faults",
                    steady.failed() == 0 && recovered.total() > recovered.failed(),
                    steady.failed() + " not served when steady");
        }
    }

    /** Deletes one video that was taken, as a bug would, without telling the ledger. */
    private static void sabotage(Scene scene, Studio studio, Ledger ledger) throws InterruptedException {
        List<Ledger.Upload> videos = ledger.uploads().stream().filter(upload -> upload.clip().isVideo()).toList();
        Ledger.Upload victim = videos.get(scene.random().nextInt(videos.size()));
        int status = studio.delete(victim.video()).status();
        if (status != 204) {
            throw new DrillAborted("could not sabotage: DELETE answered " + status);
        }
    }
}
