package dev.whiteboard.video.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Clips;
import dev.whiteboard.video.Studio;
import dev.whiteboard.video.Studio.Answer;
import dev.whiteboard.video.blob.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From the last byte of an upload to a stream that plays. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.S3}, shared = true)
class TranscodingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private Studio studio;
    private Studio.User alice;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        studio = Studio.shared(environment, tokens);
        alice = studio.user("alice");
    }

    private JsonNode finished(String id) {
        await().atMost(PATIENCE).until(() -> !Set.of("uploading", "transcoding")
                .contains(studio.video(id).get("status").asString()));
        return studio.video(id);
    }

    @Test
    @Promise("video.playlist-only-grows")
    @Promise("video.renditions-decode")
    void theListOfRenditionsOnlyGrowsAndWhatItNamesPlays() {
        String id = alice.upload(Clips.clip(14, "640x480", 30));
        Set<String> seen = new LinkedHashSet<>();
        int versions = 0;
        String before = "";
        while (!studio.video(id).get("status").asString().equals("ready") || versions == 0) {
            Answer master = studio.get("/media/videos/" + id + "/master.m3u8");
            if (master.status() == 200 && !master.body().equals(before)) {
                versions++;
                before = master.body();
                List<String> uris = Playlists.uris(before);
                grows(seen, uris);
                uris.forEach(uri -> everythingIsThere("/media/videos/" + id + "/", uri));
            }
            assertThat(studio.video(id).get("status").asString()).isNotEqualTo("failed");
        }
        JsonNode video = finished(id);
        assertThat(video.get("status").asString()).isEqualTo("ready");
        assertThat(video.get("progress").asInt()).isEqualTo(100);
        assertThat(video.get("duration_sec").asDouble()).isEqualTo(14.0);
        assertThat(video.get("renditions")).extracting(one -> one.get("name").asString()).containsExactly("360p",
                "480p");
        String master = studio.get(video.get("manifest_url").asString()).ok().body();
        assertThat(Playlists.uris(master)).containsAll(seen).hasSize(3);
        for (String uri : Playlists.uris(master)) {
            String url = studio.url() + "/media/videos/" + id + "/" + uri;
            assertThat(Clips.ffmpeg(List.of("-xerror", "-i", url, "-f", "null", "-"))).as(uri).isEmpty();
            if (!uri.startsWith("sound")) {
                assertThat(Clips.ffprobe(List.of("-select_streams", "v", "-count_packets", "-show_entries",
                        "stream=nb_read_packets", "-of", "csv=p=0", url)).strip()).as("frames of %s", uri)
                        .startsWith("420");
                assertThat(keyFrames(url)).as("key frames of %s", uri)
                        .containsExactly(0L, 2_000L, 4_000L, 6_000L, 8_000L, 10_000L, 12_000L);
            } else {
                assertThat(keyFrames(url)).as("it sounds when it shows").startsWith(0L);
            }
        }
    }

    @Test
    @Promise(value = "video.playlist-only-grows", naive = true)
    void writingTheListAnewForEachRenditionLosesWhatOthersWrote() {
        BlobStore blobs = studio.node().bean(BlobStore.class);
        Toy.mustFail(50, () -> {
            String key = "naive/" + UUID.randomUUID();
            Set<String> seen = new LinkedHashSet<>();
            Race.of(4).run((int rendition) -> {
                if (rendition == 0) {
                    for (int look = 0; look < 10; look++) {
                        grows(seen, listed(blobs, key));
                    }
                } else {
                    List<String> list = new ArrayList<>(listed(blobs, key));
                    list.add(360 * rendition + "p.m3u8");
                    blobs.put(key, String.join("\n", list).getBytes(StandardCharsets.UTF_8));
                }
                return true;
            });
            grows(seen, listed(blobs, key));
        });
    }

    private static List<String> listed(BlobStore blobs, String key) throws IOException {
        Optional<InputStream> list = blobs.open(key, 0, 1_000);
        try (InputStream bytes = list.orElseGet(InputStream::nullInputStream)) {
            return Playlists.uris(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void grows(Set<String> seen, List<String> list) {
        assertThat(list).containsAll(seen);
        seen.addAll(list);
    }

    /** When they are shown, in milliseconds. */
    private static List<Long> keyFrames(String url) {
        return Clips.ffprobe(List.of("-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", url)).lines()
                .filter(line -> line.contains(",K"))
                .map(line -> Math.round(Double.parseDouble(line.split(",")[0]) * 1_000)).distinct().toList();
    }

    @Test
    @Promise("video.media-cacheable")
    @Promise("video.deleted-everywhere")
    void anyCacheMayKeepWhatIsPlayedUntilItIsDeleted(Kafka kafka) {
        String id = alice.upload(Clips.clip(2, "128x96", 10));
        JsonNode video = finished(id);
        String base = "/media/videos/" + id + "/";
        Answer master = studio.get(base + "master.m3u8").ok();
        assertThat(master.header("cache-control")).contains("public", "max-age=30").doesNotContain("immutable");
        String media = base + Playlists.uris(master.body()).getLast();
        String segment = media.replaceFirst("[^/]*$", "") + Playlists.uris(studio.get(media).ok().body()).getLast();
        for (String path : List.of(media, segment, video.get("thumbnail_url").asString(),
                video.get("storyboard_url").asString())) {
            Answer whole = studio.get(path).ok();
            assertThat(whole.header("cache-control")).contains("immutable", "max-age=31536000");
            assertThat(whole.header("surrogate-key")).isEqualTo(id);
            assertThat(studio.get(path, "If-None-Match", whole.header("etag")).status()).isEqualTo(304);
            Answer part = studio.get(path, "Range", "bytes=2-5");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 2, 6));
            assertThat(studio.get(path, "Range", "bytes=99999999-").status()).isEqualTo(416);
            assertThat(studio.get(path, "Range", "bytes=2-5", "If-Range", "\"other\"").status()).isEqualTo(200);
        }
        String sprite = video.get("storyboard_url").asString().replaceFirst("[^/]*$", "");
        assertThat(studio.get(video.get("storyboard_url").asString()).body()).contains("00:00:02.000",
                "sprite-0.jpg#xywh=0,0,160,120");
        assertThat(studio.get(sprite + "sprite-0.jpg").ok().header("content-type")).isEqualTo("image/jpeg");
        for (String nothing : List.of("", "source", "upload", "96p/0-2/0.m4s", "97p/0-1/0.m4s", "../x", "96p",
                media.replaceAll(".*/96p/[0-9a-f]{4}", "96p/0000"))) {
            assertThat(studio.get(base + nothing).status()).as(nothing).isBetween(400, 404);
        }

        assertThat(alice.delete("/api/v1/videos/" + id).status()).isEqualTo(204);
        for (String path : List.of(base + "master.m3u8", media, segment, video.get("thumbnail_url").asString())) {
            assertThat(studio.get(path).status()).as(path).isEqualTo(404);
        }
        BlobStore blobs = studio.node().bean(BlobStore.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> blobs.list("videos/" + id).isEmpty());
        Map.of("video.videos.v1", 2, "video.uploads.v1", 1).forEach((topic, told) -> kafka
                .read(topic, told, Duration.ofSeconds(60))
                .forEach(event -> ContractCheck.of(topic).accept(event.value())));
    }

    private void everythingIsThere(String base, String playlist) {
        String text = studio.get(base + playlist).ok().body();
        String folder = base + playlist.replaceFirst("[^/]*$", "");
        assertThat(text).contains("#EXT-X-ENDLIST");
        Playlists.uris(text).forEach(uri -> studio.get(folder + uri).ok());
    }
}
