package dev.whiteboard.video.benchmark;

import dev.whiteboard.local.servers.Ffmpeg;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.VideoApplication;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Ladder;
import dev.whiteboard.video.ladder.Picture;
import dev.whiteboard.video.ladder.Rung;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * The same clip through the whole service and through plain ffmpeg, in turns: from the completed upload to ready beside one
 * ffmpeg that decodes once and encodes all rungs, and to the first rendition that plays beside one that makes 360p alone.
 * See the script {@code testing/load/video}.
 */
final class VideoBenchmark {
    private static final FrameRate RATE = new FrameRate(30, 1);

    private final Path folder = Place.temporary().home();
    private final Path source = folder.resolve("source.mp4");
    private final int seconds;

    private VideoBenchmark(int seconds) {
        this.seconds = seconds;
    }

    /** @param arguments rounds, and how many seconds the clip has */
    public static void main(String[] arguments) throws IOException {
        new VideoBenchmark(Integer.parseInt(arguments[1])).run(Integer.parseInt(arguments[0]));
        System.exit(0);
    }

    private void run(int rounds) throws IOException {
        System.out.println(Clips.ffmpeg(List.of("-f", "lavfi", "-i",
                "testsrc2=size=1920x1080:rate=30:duration=%d[a];mandelbrot=size=640x360:rate=30[b];[a][b]overlay=shortest=1,noise=alls=8:all_seed=7"
                        .formatted(seconds),
                "-f", "lavfi", "-i", "sine=duration=" + seconds, "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
                "-pix_fmt", "yuv420p", "-c:a", "aac", "-t", Integer.toString(seconds), source.toString()))
                + source.toFile().length() / 1_000_000 + " MB");
        Place place = Place.temporary();
        try (var postgres = PostgresServer.at(place, Ports.free(), true);
                var kafka = KafkaServer.at(place, Ports.free(), Ports.free());
                var s3 = S3Server.at(place, Ports.free(), "whiteboard", "whiteboard-secret")) {
            postgres.start();
            kafka.start();
            s3.start();
            postgres.createDatabase("video", "video", "load");
            Map<String, String> names = new HashMap<>(Ffmpeg.find().environment());
            names.putAll(kafka.environment());
            names.putAll(s3.environment());
            names.putAll(Map.of("POSTGRES_URL", postgres.url("video"), "POSTGRES_USER", "video", "POSTGRES_PASSWORD",
                    "load", "IDENTITY_URL", TestTokens.instance().identityUrl(), "SIGNING_SECRET",
                    Base64.getEncoder().encodeToString(new byte[32]), "PUBLIC_URL", "", "VIDEO_WORK",
                    folder.resolve("work").toString()));
            try (Nodes nodes = Nodes.of(VideoApplication.class, names)) {
                compare(nodes.start(Map.of("whiteboard.video.upload.part", "1GB")), rounds);
            }
        }
    }

    private void compare(Node node, int rounds) throws IOException {
        Studio studio = new Studio(node.url(), TestTokens.instance(), node);
        double[] ready = new double[rounds];
        double[] playable = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double all = plain(Ladder.of(new Picture(1920, 1080)));
            double[] ours = service(studio);
            double smallest = plain(List.of(Ladder.of(new Picture(1920, 1080)).getFirst()));
            System.out.printf(Locale.ROOT,
                    "%s plain ladder %6.2f s, ready after %6.2f s: %.3f   plain 360p %6.2f s, playable after %6.2f s: %.3f%n",
                    round < 0 ? "warm " : "round", all, ours[1], ours[1] / all, smallest, ours[0],
                    ours[0] / smallest);
            if (round >= 0) {
                ready[round] = ours[1] / all;
                playable[round] = ours[0] / smallest;
            }
        }
        System.out.println("ready ÷ one ffmpeg of the same ladder:  " + row(ready));
        System.out.println("playable ÷ ffmpeg of 360p alone:        " + row(playable));
    }

    private static String row(double[] ratios) {
        Arrays.sort(ratios);
        return String.format(Locale.ROOT, "median %.3f, %.3f to %.3f", ratios[ratios.length / 2], ratios[0],
                ratios[ratios.length - 1]);
    }

    /** @return seconds from the completion until something plays, and until all does */
    private double[] service(Studio studio) throws IOException {
        Studio.User user = studio.user("benchmark");
        byte[] bytes = Files.readAllBytes(source);
        JsonNode begun = user.begin(Map.of("size_bytes", bytes.length));
        String id = begun.get("video_id").asString();
        Studio.put(begun.get("upload_url").asString(), bytes);
        long from = System.nanoTime();
        user.complete(id).ok();
        double playable = 0;
        while (true) {
            JsonNode video = studio.video(id);
            if (playable == 0 && video.has("manifest_url")) {
                playable = since(from);
            }
            if (!video.get("status").asString().equals("transcoding")) {
                if (!video.get("status").asString().equals("ready")) {
                    throw new IllegalStateException(video.toString());
                }
                return new double[]{playable, since(from)};
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** One ffmpeg, with as many threads as it likes, that writes segments and playlists too. */
    private double plain(List<Rung> rungs) throws IOException {
        Path target = Files.createTempDirectory(folder, "plain-");
        StringBuilder graph = new StringBuilder("[0:v]split=" + rungs.size());
        rungs.forEach(rung -> graph.append("[s" + rung.side() + "]"));
        rungs.forEach(rung -> graph.append(";[s%d]scale=%d:%d,setsar=1,format=yuv420p[v%d]".formatted(rung.side(),
                rung.width(), rung.height(), rung.side())));
        List<String> command = new ArrayList<>(List.of("-i", source.toString(), "-filter_complex", graph.toString()));
        for (Rung rung : rungs) {
            command.addAll(List.of("-map", "[v" + rung.side() + "]", "-c:v", "libx264", "-preset", "veryfast", "-crf",
                    "23", "-maxrate", rung.ceiling(RATE) + "k", "-bufsize", 2 * rung.ceiling(RATE) + "k", "-profile:v",
                    "high", "-g", "60", "-keyint_min", "60", "-sc_threshold", "0", "-bf", "0", "-f", "hls",
                    "-hls_time", "6",
                    "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename",
                    rung.side() + "-init.mp4", "-hls_segment_filename",
                    target.resolve(rung.side() + "-%d.m4s").toString(),
                    target.resolve(rung.side() + ".m3u8").toString()));
        }
        command.addAll(List.of("-map", "0:a", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-f", "hls", "-hls_time", "6",
                "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "sound-init.mp4",
                "-hls_segment_filename", target.resolve("sound-%d.m4s").toString(),
                target.resolve("sound.m3u8").toString()));
        long from = System.nanoTime();
        Clips.ffmpeg(command);
        return since(from);
    }

    private static double since(long from) {
        return (System.nanoTime() - from) / 1e9;
    }
}
