package dev.whiteboard.video.inspection;

import static dev.whiteboard.video.catalog.Failure.Code.EMPTY;
import static dev.whiteboard.video.catalog.Failure.Code.NO_VIDEO_STREAM;
import static dev.whiteboard.video.catalog.Failure.Code.TOO_LONG;
import static dev.whiteboard.video.catalog.Failure.Code.UNSUPPORTED_DIMENSIONS;

import dev.whiteboard.video.inspection.Probed.Stream;
import dev.whiteboard.video.ladder.FrameRate;
import dev.whiteboard.video.ladder.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges what ffprobe says; plain. */
final class Judgement {
    private static final double SAME = 0.02;
    private static final int SIXTY = 60;

    private Judgement() {}

    /** @param seconds how long its pictures last, if that was measured */
    static Verdict of(Probed probed, @Nullable Double seconds, Duration longest) {
        List<Stream> streams = Optional.ofNullable(probed.streams()).orElse(List.of());
        Optional<Stream> pictures = streams.stream().filter(stream -> "video".equals(stream.codecType()))
                .filter(stream -> stream.width() != null && stream.height() != null && stream.width() > 0)
                .filter(stream -> !flagged(stream, "attached_pic") && !flagged(stream, "still_image")).findFirst();
        if (pictures.isEmpty()) {
            return Verdict.refused(NO_VIDEO_STREAM, "has nothing in it that moves");
        }
        Stream stream = pictures.get();
        double lasts = seconds != null ? seconds : duration(stream, probed);
        if (!(lasts > 0)) {
            return Verdict.refused(EMPTY, "lasts no time");
        }
        if (lasts > longest.toSeconds()) {
            return Verdict.refused(TOO_LONG, "lasts longer than " + longest.toHours() + " hours");
        }
        Picture picture = picture(stream);
        if (!picture.supported()) {
            return Verdict.refused(UNSUPPORTED_DIMENSIONS,
                    "its pictures have %d × %d".formatted(picture.width(), picture.height()));
        }
        return new Verdict.Accepted(new Source(stream.index(), sound(streams), picture, rate(stream), lasts,
                seekable(probed)));
    }

    private static boolean flagged(Stream stream, String flag) {
        return stream.disposition() != null && Objects.equals(stream.disposition().get(flag), 1);
    }

    private static @Nullable Integer sound(List<Stream> streams) {
        return streams.stream().filter(stream -> "audio".equals(stream.codecType()))
                .filter(stream -> stream.codecName() != null && !stream.codecName().equals("unknown"))
                .map(Stream::index).findFirst().orElse(null);
    }

    private static Picture picture(Stream stream) {
        double rotation = Optional.ofNullable(stream.sideDataList()).orElse(List.of()).stream()
                .flatMap(data -> java.util.stream.Stream.ofNullable(data.rotation())).mapToDouble(Double::doubleValue)
                .findFirst()
                .orElse(0);
        return Picture.shown(Objects.requireNonNull(stream.width()), Objects.requireNonNull(stream.height()),
                (int) Math.round(rotation), ratio(stream.sampleAspectRatio(), ':'));
    }

    /** Its lowest common rate if frames come regularly; what they come at on average if they do not. */
    private static FrameRate rate(Stream stream) {
        double average = ratio(stream.avgFrameRate(), '/');
        double lowest = ratio(stream.rFrameRate(), '/');
        boolean regular = Math.abs(lowest - average) <= SAME * average;
        return FrameRate.of(regular || !(average > 0) ? lowest : Math.min(average, SIXTY));
    }

    private static double duration(Stream stream, Probed probed) {
        if (stream.duration() != null) {
            return number(stream.duration());
        }
        String tag = stream.tags() == null ? null : stream.tags().get("DURATION");
        if (tag != null) {
            String[] parts = tag.split(":", 3);
            return parts.length == 3
                    ? number(parts[0]) * 3_600 + number(parts[1]) * SIXTY + number(parts[2])
                    : 0;
        }
        return probed.format() == null || probed.format().duration() == null
                ? 0
                : number(probed.format().duration());
    }

    /** MP4 and its kin have an index of every frame. */
    private static boolean seekable(Probed probed) {
        return probed.format() != null && probed.format().formatName() != null
                && List.of(probed.format().formatName().split(",")).contains("mov");
    }

    static double ratio(@Nullable String text, char by) {
        int at = text == null ? -1 : text.indexOf(by);
        return at < 0 || text == null ? 0 : number(text.substring(0, at)) / number(text.substring(at + 1));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notAvailable) {
            return 0;
        }
    }
}
