package dev.whiteboard.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Clips;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs make of a store that breaks off in the middle of a file. */
class FfmpegTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> DECODE = List.of("-f", "null", "-");

    private final dev.whiteboard.local.servers.Ffmpeg here = dev.whiteboard.local.servers.Ffmpeg.find();
    private final FfmpegProperties properties = new FfmpegProperties(here.ffmpeg().toString(),
            here.ffprobe().toString());

    @TempDir
    private Path folder;
    private ServerSocket store;

    @BeforeEach
    void listen() throws IOException {
        byte[] clip = Clips.make("-f lavfi -i testsrc2=size=320x240:rate=30:duration=8 -c:v libx264 -preset ultrafast "
                + "-movflags +faststart", "mp4");
        store = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serveHalves(clip));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    @Promise("video.store-away-is-waited-for")
    void aConnectionThatIsLostIsNotTheEndOfTheFile() {
        assertThatThrownBy(() -> new Ffmpeg(properties).run(half(), List.of(), DECODE, folder, PATIENCE))
                .isInstanceOf(SourceLost.class);
    }

    @Test
    @Promise(value = "video.store-away-is-waited-for", naive = true)
    void whoBelievesTheExitCodeTakesHalfForTheWhole() {
        Toy.mustFail(1, () -> {
            Child.Exit exit = Child.run(List.of(properties.ffmpeg(), "-nostdin", "-loglevel", "error", "-i",
                    half().toString(), "-f", "null", "-"), folder, PATIENCE);
            assertThat(exit.fine()).as("half of it was read").isFalse();
        });
    }

    @Test
    void whoHasNoProgramsSaysWhatToDo() {
        assertThatThrownBy(() -> new Ffmpeg(new FfmpegProperties("no-such-ffmpeg", "ffprobe")).require())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("no-such-ffmpeg", "Install ffmpeg", "VIDEO_WORKERS=0");
    }

    private URI half() {
        return URI.create("http://127.0.0.1:" + store.getLocalPort() + "/clip.mp4");
    }

    private void serveHalves(byte[] clip) {
        while (!store.isClosed()) {
            try (Socket client = store.accept()) {
                var _ = client.getInputStream().read(new byte[4_096]);
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(clip.length)
                        .getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().write(clip, 0, clip.length / 2);
            } catch (IOException gone) {
                // Whoever asked has seen enough.
            }
        }
    }
}
