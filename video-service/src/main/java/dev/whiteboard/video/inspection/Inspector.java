package dev.whiteboard.video.inspection;

import static dev.whiteboard.video.catalog.Failure.Code.EMPTY;
import static dev.whiteboard.video.catalog.Failure.Code.NOT_A_VIDEO;
import static dev.whiteboard.video.catalog.Failure.Code.TRUNCATED;

import dev.whiteboard.video.blob.BlobStore;
import dev.whiteboard.video.blob.BlobsUnavailable;
import dev.whiteboard.video.ffmpeg.Ffmpeg;
import dev.whiteboard.video.ffmpeg.ProgramFailed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Looks at what has arrived. Whatever it is, the answer comes within bounds. */
@Component
public class Inspector {
    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);
    private static final Duration ADDRESS = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Ffmpeg ffmpeg;
    private final BlobStore blobs;
    private final InspectionProperties properties;

    Inspector(Ffmpeg ffmpeg, BlobStore blobs, InspectionProperties properties) {
        this.ffmpeg = ffmpeg;
        this.blobs = blobs;
        this.properties = properties;
    }

    /** What there is to say. */
    public record Findings(Verdict verdict, Packets packets) {}

    public Findings look(String key, Path folder) throws IOException, InterruptedException {
        long size = blobs.size(key).orElse(0);
        if (size == 0) {
            return new Findings(Verdict.refused(EMPTY, "has no bytes"), Packets.UNKNOWN);
        }
        Optional<String> cutOff = Whole.cutOff((position, length) -> read(key, position, length), size);
        if (cutOff.isPresent()) {
            return new Findings(Verdict.refused(TRUNCATED, cutOff.get()), Packets.UNKNOWN);
        }
        URI source = blobs.readable(key, ADDRESS);
        try {
            Probed probed = JSON.readValue(ffmpeg.probe(source, List.of("-of", "json", "-show_format", "-show_streams"),
                    folder, properties.limit()), Probed.class);
            Verdict verdict = Judgement.of(probed, null, properties.longest());
            if (verdict instanceof Verdict.Accepted(Source found) && size <= properties.scanned().toBytes()) {
                Packets packets = packets(source, found.stream(), start(probed), folder);
                return new Findings(Judgement.of(probed, packets.end(), properties.longest()), packets);
            }
            return new Findings(verdict, Packets.UNKNOWN);
        } catch (ProgramFailed failed) {
            requireStore(key);
            LOG.info("{} is no video: {}", key, failed.getMessage());
            return new Findings(Verdict.refused(NOT_A_VIDEO, "cannot be read as a video"), Packets.UNKNOWN);
        }
    }

    /** What could not be read because the store is away is not judged. */
    private void requireStore(String key) {
        var _ = blobs.size(key);
    }

    private Packets packets(URI source, int stream, double start, Path folder)
            throws ProgramFailed, IOException, InterruptedException {
        return Packets.parse(ffmpeg.probe(source, List.of("-select_streams", Integer.toString(stream), "-show_entries",
                "packet=pts_time,duration_time,flags", "-of", "csv=p=0"), folder, properties.limit()), start);
    }

    private static double start(Probed probed) {
        String text = probed.format() == null ? null : probed.format().startTime();
        return number(text);
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException notAvailable) {
            return 0;
        }
    }

    private byte[] read(String key, long position, int length) {
        try (InputStream bytes = blobs.open(key, position, position + length - 1)
                .orElseThrow(() -> new IOException(key + " is gone"))) {
            return bytes.readNBytes(length);
        } catch (IOException broken) {
            throw new BlobsUnavailable(broken);
        }
    }
}
