package dev.whiteboard.video.transcode;

import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Rung;
import dev.whiteboard.video.ladder.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How ffmpeg is told to encode a section. Frames are taken from the grid of the whole video, wherever it is cut, and their
 * number is exact; groups of pictures are closed and equally long in every rendition, and no frame waits for a later one,
 * so that the first is shown at 0 whatever reads it. The number of threads and all that the bytes depend on is fixed, so
 * that every attempt makes the same.
 */
final class Encoding {
    /** Decoding begins a little early: the frame that is on screen when a section begins may be older. */
    private static final double EARLY = 1.0;

    private final Plan plan;
    private final Section section;
    private final TranscodeProperties properties;

    Encoding(Plan plan, Section section, TranscodeProperties properties) {
        this.plan = plan;
        this.section = section;
        this.properties = properties;
    }

    List<String> input() {
        List<String> options = new ArrayList<>(List.of("-copyts", "-start_at_zero"));
        double from = begin() - EARLY;
        if (from > 0) {
            options.addAll(List.of("-ss", seconds(from)));
        }
        return options;
    }

    private double begin() {
        return plan.rate().seconds(section.firstFrame());
    }

    /** One file for each rung, decoded once for all. */
    List<String> outputs(List<Rung> rungs) {
        List<String> options = new ArrayList<>(List.of("-filter_complex", graph(rungs)));
        for (int rung = 0; rung < rungs.size(); rung++) {
            options.addAll(output(rungs.get(rung), rung));
        }
        return options;
    }

    private String graph(List<Rung> rungs) {
        StringBuilder graph = new StringBuilder(String.format(Locale.ROOT,
                "[0:%d]fps=fps=%s:start_time=%s,tpad=stop=-1:stop_mode=clone,split=%d", plan.stream(), plan.rate(),
                seconds(begin()), rungs.size()));
        for (int rung = 0; rung < rungs.size(); rung++) {
            graph.append("[s").append(rung).append(']');
        }
        for (int rung = 0; rung < rungs.size(); rung++) {
            graph.append(String.format(Locale.ROOT, ";[s%d]scale=%d:%d,setsar=1,format=yuv420p,setpts=N[v%d]", rung,
                    rungs.get(rung).width(), rungs.get(rung).height(), rung));
        }
        return graph.toString();
    }

    private List<String> output(Rung rung, int number) {
        FrameRate rate = plan.rate();
        String group = Integer.toString(rate.groupFrames());
        String ceiling = rung.ceiling(rate) + "k";
        return List.of("-map", "[v" + number + "]", "-frames:v", Integer.toString(section.frames()), "-c:v", "libx264",
                "-preset", properties.preset(), "-crf", Integer.toString(properties.quality()), "-maxrate", ceiling,
                "-bufsize", 2 * rung.ceiling(rate) + "k", "-profile:v", "high", "-g", group, "-keyint_min", group,
                "-sc_threshold", "0", "-bf", "0", "-threads", Integer.toString(properties.threads()), "-flags",
                "+cgop", "-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof",
                "-video_track_timescale", Integer.toString(rate.timescale()), "-map_metadata", "-1", "-an",
                rung.name() + ".mp4");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
