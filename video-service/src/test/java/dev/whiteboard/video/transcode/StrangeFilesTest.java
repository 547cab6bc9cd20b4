package dev.whiteboard.video.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.blob.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is uploaded becomes a video that plays, or is refused with a reason. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3}, shared = true)
class StrangeFilesTest {
    private static final Duration PROMISED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private Studio studio;
    private Studio.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        studio = Studio.shared(environment, tokens);
        alice = studio.user("alice");
    }

    @Test
    @Promise("video.refused-with-reason")
    void whatIsNoVideoIsRefusedWithAReason() {
        noVideos().forEach((what, bytes) -> {
            String id = alice.upload(bytes);
            await(what).atMost(PROMISED).until(() -> studio.video(id).get("status").asString().equals("failed"));
            JsonNode video = studio.video(id);
            isSaidToBe(what, video.at("/failure/code").asString());
            assertThat(video.at("/failure/message").asString()).isNotBlank();
            assertThat(alice.complete(id).status()).as("repeated").isEqualTo(202);
            nothingIsLeft(id);
        });
    }

    @Test
    @Promise(value = "video.refused-with-reason", naive = true)
    void lookingAtHowItBeginsTakesWhatIsCutOff() {
        Map<String, byte[]> files = noVideos();
        Toy.mustFail(1, () -> files.forEach((what, bytes) -> {
            String beginning = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
            isSaidToBe(what, beginning.contains("ftyp") ? "a video" : "NOT_A_VIDEO");
        }));
    }

    private static void isSaidToBe(String what, String code) {
        assertThat(code).as(what).isEqualTo(what.replaceFirst(" .*", ""));
    }

    /** By the code by which each is to be refused, and what it is. */
    private static Map<String, byte[]> noVideos() {
        byte[] clip = Clips.clip(2, "128x96", 10);
        byte[] early = Clips.make("-f lavfi -i testsrc2=size=128x96:rate=10:duration=2 -movflags +faststart", "mp4");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("TRUNCATED its description is gone", Arrays.copyOf(clip, clip.length - 200));
        files.put("TRUNCATED its pictures are gone", Arrays.copyOf(early, early.length * 3 / 4));
        files.put("TRUNCATED half a Matroska", half(Clips.make(
                "-f lavfi -i testsrc2=size=128x96:rate=10:duration=2 -c:v libx264", "mkv")));
        files.put("NOT_A_VIDEO a zip", zip());
        files.put("NOT_A_VIDEO words", "Not even close.".repeat(50).getBytes(StandardCharsets.UTF_8));
        files.put("NOT_A_VIDEO a list of other files", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
                .getBytes(StandardCharsets.UTF_8));
        files.put("EMPTY nothing", new byte[0]);
        files.put("EMPTY no time", beforeItsFirstFrame(Clips.make("-f lavfi -i testsrc2=size=128x96:rate=10:duration=2 "
                + "-c:v libx264 -movflags +empty_moov+frag_keyframe", "mp4")));
        files.put("NO_VIDEO_STREAM sound", Clips.make("-f lavfi -i sine=duration=1", "mp3"));
        return files;
    }

    private void nothingIsLeft(String id) {
        BlobStore blobs = studio.node().bean(BlobStore.class);
        await().atMost(PATIENCE).until(() -> blobs.list("videos/" + id).isEmpty());
        Path folder = Path.of(studio.node().context().getEnvironment()
                .getRequiredProperty("whiteboard.video.workers.folder"));
        await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.noneMatch(file -> file.getFileName().toString().startsWith("task-"));
            } catch (UncheckedIOException removedMeanwhile) {
                return false;
            }
        });
    }

    @Test
    @Promise("video.any-video-plays")
    void whatIsAVideoPlaysHoweverOddItIs() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("64p without sound", Clips.make("-f lavfi -i testsrc2=size=96x64:rate=10:duration=2", "mp4"));
        files.put("96p HEVC of 10 bits", Clips.make(
                "-f lavfi -i testsrc2=size=128x96:rate=10:duration=2 -c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=none",
                "mp4"));
        files.put("98p odd sides", Clips.make(
                "-f lavfi -i testsrc2=size=101x99:rate=10:duration=1 -c:v libx264 -pix_fmt yuv444p", "mkv"));
        files.put("96p a stream without an index",
                Clips.make("-f lavfi -i testsrc2=size=128x96:rate=10:duration=3 -c:v libx264 -g 7", "ts"));
        files.put("96p frames at odd moments", Clips.make("-f lavfi -i testsrc2=size=128x96:rate=20:duration=3 "
                + "-vf select=not(mod(n\\,7))+not(mod(n\\,3)) -fps_mode vfr -c:v libx264", "mp4"));
        files.put("96p one frame", Clips.make("-f lavfi -i testsrc2=size=128x96:rate=10 -frames:v 1", "mp4"));
        Map<String, String> ids = new LinkedHashMap<>();
        files.forEach((what, bytes) -> ids.put(what, alice.upload(bytes)));
        ids.forEach((what, id) -> {
            await(what).atMost(PATIENCE).until(() -> !Set.of("uploading", "transcoding")
                    .contains(studio.video(id).get("status").asString()));
            JsonNode video = studio.video(id);
            assertThat(video.get("status").asString()).as("%s: %s", what, video).isEqualTo("ready");
            assertThat(video.get("renditions")).extracting(one -> one.get("name").asString()).as(what)
                    .containsExactly(what.replaceFirst(" .*", ""));
            assertThat(Clips.ffmpeg(java.util.List.of("-xerror", "-i",
                    studio.url() + video.get("manifest_url").asString(), "-f", "null", "-"))).as(what).isEmpty();
            assertThat(studio.get(video.get("thumbnail_url").asString()).ok().bytes()).as(what)
                    .startsWith(0xFF, 0xD8);
        });
    }

    private static byte[] beforeItsFirstFrame(byte[] fragmented) {
        int moof = new String(fragmented, StandardCharsets.ISO_8859_1).indexOf("moof");
        return Arrays.copyOf(fragmented, moof - 4);
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[8 * 1024 * 1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
