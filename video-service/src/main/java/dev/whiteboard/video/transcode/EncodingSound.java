package dev.whiteboard.video.transcode;

import static dev.whiteboard.video.catalog.Failure.Code.UNDECODABLE;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import dev.whiteboard.video.mp4.Fragments;
import dev.whiteboard.video.mp4.Fragments.Fragment;
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
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Encodes the sound, once for all renditions and in one go: an encoder that begins anew in the middle would be heard.
 */
@Component
class EncodingSound implements Step {
    private static final Duration ADDRESS = Duration.ofHours(6);
    private static final int SAMPLES = 48_000;
    private static final int FRAME = 1_024;

    private final Plans plans;
    private final Pieces pieces;
    private final Progress progress;
    private final BlobStore blobs;
    private final Ffmpeg ffmpeg;
    private final TranscodeProperties properties;

    EncodingSound(Plans plans, Pieces pieces, Progress progress, BlobStore blobs, Ffmpeg ffmpeg,
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
        return Kind.SOUND;
    }

    /** What an encoder puts before the first sample stands for as many samples that are left out, so that lips and words agree. */
    @Override
    public void run(Task task, Path folder) throws ProgramFailed, IOException, InterruptedException {
        Plan plan = plans.of(task.video());
        String filter = String.format(Locale.ROOT,
                "aresample=%d:async=1000:first_pts=0,apad,atrim=start_sample=%d:end=%.6f,asetpts=N", SAMPLES, FRAME,
                plan.seconds());
        ffmpeg.run(blobs.readable(plan.key(), ADDRESS), List.of("-copyts", "-start_at_zero"),
                List.of("-map", "0:" + Objects.requireNonNull(plan.audioStream()), "-af", filter, "-c:a", "aac", "-b:a",
                        "128k", "-ac", "2", "-vn", "-map_metadata", "-1", "-f", "mp4", "-movflags",
                        "+empty_moov+default_base_moof", "-frag_duration", "1000000", "-use_editlist", "0",
                        "sound.mp4"),
                folder, properties.limit(plan.seconds()));
        Piece piece = store(task, plan, Fragments.of(folder.resolve("sound.mp4")));
        progress.finish(task, () -> pieces.insert(task.video(), piece));
    }

    private Piece store(Task task, Plan plan, Fragments fragments) {
        List<Track.Segment> segments = new ArrayList<>();
        Piece piece = new Piece(Piece.SOUND, 0, task.attempt(),
                new Playlist(HexFormat.of().formatHex(fragments.init())).version(), fragments.codec(), List.of());
        String prefix = piece.prefix(task.video());
        blobs.put(prefix + "init.mp4", fragments.init());
        int sequence = 0;
        for (List<Fragment> parts : segments(fragments.all(), plan.rate().seconds(plan.rate().segmentFrames()))) {
            byte[] bytes = fragments.segment(parts, 0, sequence);
            blobs.put(prefix + segments.size() + ".m4s", bytes);
            segments.add(new Track.Segment(parts.stream().mapToDouble(EncodingSound::seconds).sum(), bytes.length));
            sequence += parts.size();
        }
        return new Piece(piece.rung(), piece.section(), piece.attempt(), piece.init(), piece.codec(), segments);
    }

    /** As near to the segments of the pictures as whole fragments come. */
    static List<List<Fragment>> segments(List<Fragment> fragments, double length) {
        List<List<Fragment>> segments = new ArrayList<>();
        double at = 0;
        for (Fragment fragment : fragments) {
            if (segments.isEmpty() || at + seconds(fragment) / 2 >= segments.size() * length) {
                segments.add(new ArrayList<>());
            }
            segments.getLast().add(fragment);
            at += seconds(fragment);
        }
        return segments;
    }

    private static double seconds(Fragment fragment) {
        return fragment.samples() * (double) FRAME / SAMPLES;
    }

    @Override
    public void giveUp(Task task) {
        progress.refuse(task, new Failure(UNDECODABLE, "its sound cannot be decoded to its end"));
    }
}
