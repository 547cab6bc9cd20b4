package dev.whiteboard.video.transcode;

import static dev.whiteboard.video.catalog.Failure.Code.UNDECODABLE;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.catalog.Failure;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Rung;
import dev.whiteboard.video.playlist.Storyboard;
import dev.whiteboard.video.task.Kind;
import dev.whiteboard.video.task.Step;
import dev.whiteboard.video.task.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Draws the poster and the pictures to scrub by, from the smallest rendition: it has a key frame every two seconds, and
 * nothing else of it is decoded.
 */
@Component
class DrawingPictures implements Step {
    private static final int WIDTH = 160;
    private static final int COLUMNS = 5;
    private static final int MOST = 100;
    private static final double POSTER = 0.1;

    private final Plans plans;
    private final Pieces pieces;
    private final Progress progress;
    private final BlobStore blobs;
    private final Ffmpeg ffmpeg;
    private final TranscodeProperties properties;
    private final JdbcClient jdbc;

    DrawingPictures(Plans plans, Pieces pieces, Progress progress, BlobStore blobs, Ffmpeg ffmpeg,
            TranscodeProperties properties, JdbcClient jdbc) {
        this.plans = plans;
        this.pieces = pieces;
        this.progress = progress;
        this.blobs = blobs;
        this.ffmpeg = ffmpeg;
        this.properties = properties;
        this.jdbc = jdbc;
    }

    @Override
    public Kind kind() {
        return Kind.PICTURES;
    }

    @Override
    public void run(Task task, Path folder) throws ProgramFailed, IOException, InterruptedException {
        Plan plan = plans.of(task.video());
        Rung rung = plan.rungs().getFirst();
        Path video = fetch(task.video(), rung, folder);
        int every = groupsPerPicture(plan);
        Storyboard board = new Storyboard(plan.seconds(), plan.rate().seconds((long) every * plan.rate().groupFrames()),
                COLUMNS, WIDTH, Math.max(2, Math.round((float) WIDTH * rung.height() / rung.width() / 2) * 2));
        long poster = Math.round(plan.frames() * POSTER / plan.rate().groupFrames());
        ffmpeg.run(video.toUri(), List.of("-skip_frame", "nokey"), List.of("-filter_complex",
                String.format(Locale.ROOT,
                        "split[a][b];[a]select='eq(n,%d)'[poster];[b]select='not(mod(n,%d))',scale=%d:%d,tile=%dx%d[sprite]",
                        poster, every, board.width(), board.height(), COLUMNS, COLUMNS),
                "-map", "[poster]", "-frames:v", "1", "-update", "1", "-q:v", "3", "poster.jpg", "-map", "[sprite]",
                "-fps_mode", "passthrough", "-q:v", "5", "-start_number", "0", "sprite-%d.jpg"), folder,
                properties.limit(plan.seconds()));
        store(task, folder, board);
        progress.finish(task, () -> jdbc.sql("update video set pictures = :attempt where id = :video")
                .param("attempt", task.attempt()).param("video", task.video().number()).update());
    }

    private static int groupsPerPicture(Plan plan) {
        FrameRate rate = plan.rate();
        return (int) Math.max(1, Math.ceilDiv(plan.frames(), (long) rate.groupFrames() * MOST));
    }

    private Path fetch(VideoId video, Rung rung, Path folder) throws IOException {
        Path file = folder.resolve("smallest.mp4");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Piece piece : pieces.of(video, rung.side())) {
                if (piece.section() == 0) {
                    copy(piece.prefix(video) + "init.mp4", out);
                }
                for (int segment = 0; segment < piece.segments().size(); segment++) {
                    copy(piece.prefix(video) + segment + ".m4s", out);
                }
            }
        }
        return file;
    }

    private void copy(String key, OutputStream out) throws IOException {
        long size = blobs.size(key).orElseThrow(() -> new IOException(key + " is gone"));
        try (InputStream in = blobs.open(key, 0, size - 1).orElseThrow(() -> new IOException(key + " is gone"))) {
            in.transferTo(out);
        }
    }

    private void store(Task task, Path folder, Storyboard board) {
        String prefix = task.video().folder() + "pictures/" + task.attempt() + "/";
        blobs.put(prefix + "poster.jpg", folder.resolve("poster.jpg"));
        for (int sheet = 0; sheet < board.sheets(); sheet++) {
            blobs.put(prefix + "sprite-" + sheet + ".jpg", folder.resolve("sprite-" + sheet + ".jpg"));
        }
        blobs.put(prefix + "storyboard.vtt", board.track().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void giveUp(Task task) {
        progress.refuse(task, new Failure(UNDECODABLE, "no pictures can be drawn of it"));
    }
}
