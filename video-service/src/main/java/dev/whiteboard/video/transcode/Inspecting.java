package dev.whiteboard.video.transcode;

import static dev.whiteboard.video.catalog.Failure.Code.CHECKSUM_MISMATCH;
import static dev.whiteboard.video.catalog.Failure.Code.UNDECODABLE;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import dev.whiteboard.video.inspection.Inspector;
import dev.whiteboard.video.inspection.Inspector.Findings;
import dev.whiteboard.video.inspection.Source;
import dev.whiteboard.video.inspection.Verdict;
import dev.whiteboard.video.ladder.Rung;
import dev.whiteboard.video.ladder.Section;
import dev.whiteboard.video.ladder.Sections;
import dev.whiteboard.video.task.Kind;
import dev.whiteboard.video.task.NewTask;
import dev.whiteboard.video.task.Step;
import dev.whiteboard.video.task.Task;
import dev.whiteboard.video.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at what has arrived and plans what is to be done, or says why there is nothing to be done. */
@Component
class Inspecting implements Step {
    private static final Duration ADDRESS = Duration.ofHours(6);
    private static final int FIRST = 1;
    private static final int REST = 2;

    private final Inspector inspector;
    private final Checksums checksums;
    private final BlobStore blobs;
    private final Ffmpeg ffmpeg;
    private final Plans plans;
    private final Tasks tasks;
    private final Progress progress;
    private final TranscodeProperties properties;

    Inspecting(Inspector inspector, Checksums checksums, BlobStore blobs, Ffmpeg ffmpeg, Plans plans, Tasks tasks,
            Progress progress, TranscodeProperties properties) {
        this.inspector = inspector;
        this.checksums = checksums;
        this.blobs = blobs;
        this.ffmpeg = ffmpeg;
        this.plans = plans;
        this.tasks = tasks;
        this.progress = progress;
        this.properties = properties;
    }

    @Override
    public Kind kind() {
        return Kind.INSPECT;
    }

    @Override
    public void run(Task task, Path folder) throws ProgramFailed, IOException, InterruptedException {
        String key = task.video().folder() + "source";
        if (!checksums.right(task.video(), key)) {
            progress.refuse(task, new Failure(CHECKSUM_MISMATCH, "has another SHA-256 than was said"));
            return;
        }
        Findings found = inspector.look(key, folder);
        if (found.verdict() instanceof Verdict.Accepted(Source source) && !source.seekable()) {
            key = indexed(task, source, key, folder);
            found = inspector.look(key, folder);
        }
        switch (found.verdict()) {
            case Verdict.Refused(Failure failure) -> progress.refuse(task, failure);
            case Verdict.Accepted(Source source) -> begin(task, key, source, found);
        }
    }

    /** A copy of the streams in a container that has an index, so that every section can be found exactly. */
    private String indexed(Task task, Source source, String key, Path folder)
            throws ProgramFailed, IOException, InterruptedException {
        List<String> streams = source.audioStream() == null
                ? List.of("-map", "0:" + source.stream())
                : List.of("-map", "0:" + source.stream(), "-map", "0:" + source.audioStream());
        Path copy = folder.resolve("indexed.mkv");
        ffmpeg.run(blobs.readable(key, ADDRESS), List.of("-fflags", "+genpts"),
                join(streams, List.of("-c", "copy", "-f", "matroska", copy.toString())), folder,
                properties.limit(source.seconds()));
        String target = task.video().folder() + "indexed-" + task.attempt();
        blobs.put(target, copy);
        return target;
    }

    private void begin(Task task, String key, Source source, Findings found) {
        long frames = source.rate().frames(source.seconds());
        List<Section> sections = Sections.of(frames, source.rate(), found.packets().keyFrames());
        Plan plan = new Plan(key, source.stream(), source.audioStream(), source.picture(), source.rate(), frames,
                sections.size());
        progress.finish(task, () -> {
            plans.insert(task.video(), plan);
            plan(plan, sections).forEach(next -> tasks.add(task.video(), next));
        });
    }

    /** The smallest rung first, so that something plays; the others together, so that the source is decoded once for all. */
    private static List<NewTask> plan(Plan plan, List<Section> sections) {
        List<Integer> sides = plan.rungs().stream().map(Rung::side).toList();
        List<Integer> others = sides.subList(1, sides.size());
        List<NewTask> next = new java.util.ArrayList<>();
        if (plan.audioStream() != null) {
            next.add(NewTask.whole("sound", Kind.SOUND, FIRST, false));
        }
        for (Section section : sections) {
            next.add(new NewTask("first-" + section.number(), Kind.SECTION, FIRST, section, sides.subList(0, 1),
                    false));
            if (!others.isEmpty()) {
                next.add(new NewTask("rest-" + section.number(), Kind.SECTION, REST, section, others, false));
            }
        }
        next.add(NewTask.whole(Progress.PICTURES, Kind.PICTURES, REST, true));
        return next;
    }

    @Override
    public void giveUp(Task task) {
        progress.refuse(task, new Failure(UNDECODABLE, "cannot be read to its end"));
    }

    private static List<String> join(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
