package dev.whiteboard.drills.storage;

import dev.whiteboard.drills.Drill;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Faults;
import dev.whiteboard.drills.Load;
import dev.whiteboard.drills.Load.Stretch;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Verdict;
import java.time.Duration;

/**
 * Files are made, edited and read while Redis freezes, the object store stops and the service itself is killed. Afterwards
 * every byte that was acknowledged must be there, the log must tell the tree and the quota must be exact.
 */
public final class StorageDrill implements Drill {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    /** Every request is a file: a tenth of what redirects bear. */
    private static final int MOST_A_SECOND = 20;

    @Override
    public String name() {
        return "storage-service";
    }

    @Override
    public Verdict run(Scene scene) throws InterruptedException {
        var ledger = new Ledger();
        var drive = new Drive(scene.options().gateway(), scene.signUp("Drill").token());
        var traffic = new Traffic(drive, scene.journal(), ledger, scene.options().seed());
        Duration calm = scene.options().calm();
        var verdict = new Verdict();
        try (var load = new Load(Math.min(MOST_A_SECOND, scene.options().rate()), traffic)) {
            load.warmUp(calm);
            Stretch steady = load.during("steady", calm);
            Stretch frozen = load.enter("redis frozen");
            try (Faults.Fault _ = scene.faults().freeze("redis")) {
                load.run(calm);
            }
            Stretch withoutStore = load.enter("s3 stopped");
            try (Faults.Fault _ = scene.faults().stop("s3")) {
                load.run(calm);
            }
            Stretch killed = load.enter(name() + " killed");
            scene.faults().kill(name());
            load.run(calm);
            scene.comesBack(name(), RECOVERY);
            Stretch recovered = load.during("recovered", calm);
            for (Stretch stretch : new Stretch[]{steady, frozen, withoutStore, killed, recovered}) {
                verdict.figure(stretch.toString());
            }
            verdict.check("clients are served before and after the faults, and beside a frozen Redis",
                    steady.failed() + frozen.failed() == 0 && recovered.total() > recovered.failed(),
                    steady.failed() + " not served when steady, " + frozen.failed() + " with Redis frozen");
        }
        if (scene.options().sabotage()) {
            sabotage(scene, drive, ledger);
        }
        var audit = new Audit(drive, ledger);
        audit.bytes(verdict);
        audit.trees(verdict);
        return verdict;
    }

    /** Erases one acknowledged file, as a bug would, without telling the ledger. */
    private static void sabotage(Scene scene, Drive drive, Ledger ledger) throws InterruptedException {
        var victim = ledger.all().get(scene.random().nextInt(ledger.all().size()));
        int status = drive.delete("/api/v1/files/" + victim.fileId() + "?permanent=true").status();
        if (status != 204) {
            throw new DrillAborted("could not sabotage: DELETE answered " + status);
        }
    }
}
