package dev.whiteboard.video.transcode;

import static dev.whiteboard.video.catalog.Failure.Code.UNDECODABLE;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Rung;
import dev.whiteboard.video.ladder.Section;
import dev.whiteboard.video.mp4.Fragments;
import dev.whiteboard.video.playlist.Playlist;
import dev.whiteboard.video.playlist.Track;
import dev.whiteboard.video.task.Kind;
import dev.whiteboard.video.task.Step;
import dev.whiteboard.video.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/** Encodes a section at one or more sizes. */
@Component
class EncodingSection implements Step {
    private static final Duration ADDRESS = Duration.ofHours(6);
    private static final int GROUPS = 3;

    private final Plans plans;
    private final Pieces pieces;
    private final Progress progress;
    private final BlobStore blobs;
    private final Ffmpeg ffmpeg;
    private final TranscodeProperties properties;

    EncodingSection(Plans plans, Pieces pieces, Progress progress, BlobStore blobs, Ffmpeg ffmpeg,
            TranscodeProperties properties) {
        this.plans = plans;
        this.pieces = pieces;
        this.progress = progress;
        this.blobs = blobs;
        this.ffmpeg = ffmpeg;
        this.properties = properties;
    }

    @Override
    public Kind kind() {
        return Kind.SECTION;
    }

    @Override
    public void run(Task task, Path folder) throws ProgramFailed, IOException, InterruptedException {
        Plan plan = plans.of(task.video());
        Encoding encoding = new Encoding(plan, task.section(), properties);
        List<Rung> rungs = task.rungs().stream().map(plan::rung).toList();
        ffmpeg.run(blobs.readable(plan.key(), ADDRESS), encoding.input(), encoding.outputs(rungs), folder,
                properties.limit(plan.rate().seconds(task.section().frames())));
        CrashPoint.reached("section.encoded");
        List<Piece> made = new ArrayList<>();
        for (Rung rung : rungs) {
            made.add(store(task, plan, rung, Fragments.of(folder.resolve(rung.name() + ".mp4"))));
        }
        CrashPoint.reached("section.stored");
        progress.finish(task, () -> made.forEach(piece -> pieces.insert(task.video(), piece)));
        CrashPoint.reached("section.noted");
    }

    private Piece store(Task task, Plan plan, Rung rung, Fragments fragments) {
        FrameRate rate = plan.rate();
        Section section = task.section();
        if (fragments.all().size() != Math.ceilDiv(section.frames(), rate.groupFrames())) {
            throw new IllegalStateException("%d fragments of %d frames".formatted(fragments.all().size(),
                    section.frames()));
        }
        List<Track.Segment> segments = new ArrayList<>();
        Piece piece = new Piece(rung.side(), section.number(), task.attempt(),
                new Playlist(HexFormat.of().formatHex(fragments.init())).version(), fragments.codec(), segments);
        String prefix = piece.prefix(task.video());
        blobs.put(prefix + "init.mp4", fragments.init());
        long later = section.firstFrame() * rate.frameTicks();
        for (int segment = 0; segment < section.segments(rate); segment++) {
            int end = Math.min(fragments.all().size(), (segment + 1) * GROUPS);
            byte[] bytes = fragments.segment(fragments.all().subList(segment * GROUPS, end), later,
                    (section.firstSegment() + segment) * GROUPS);
            blobs.put(prefix + segment + ".m4s", bytes);
            segments.add(new Track.Segment(rate.seconds(section.framesOf(segment, rate)), bytes.length));
        }
        return new Piece(piece.rung(), piece.section(), piece.attempt(), piece.init(), piece.codec(), segments);
    }

    @Override
    public void giveUp(Task task) {
        progress.refuse(task, new Failure(UNDECODABLE, "cannot be decoded to its end"));
    }
}
