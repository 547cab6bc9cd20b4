package dev.whiteboard.simulations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a simulation needs of the platform before it begins: an API key of the paid tier, and links to follow. */
final class Platform {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration READY = Duration.ofMinutes(5);

    private final URI gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    Platform(String gateway) {
        this.gateway = URI.create(gateway);
    }

    /** A key of a demo user; the platform gives everybody paid keys when it runs with demo users. */
    String paidKey() {
        return paidKey("alice");
    }

    String paidKey(String user) {
        String token = post("/api/v1/auth/login", "X-Nothing", "", Map.of("username", user, "password", "whiteboard"),
                200).path("access_token").asString();
        JsonNode made = post("/api/v1/api-keys", "Authorization", "Bearer " + token,
                Map.of("name", "simulation " + System.currentTimeMillis(), "tier", "paid"), 201);
        return made.path("api_key").asString();
    }

    /** A key of somebody new who drives; teleports are not believed, and not refused either. */
    String driver() {
        String name = "sim_" + Long.toString(System.nanoTime(), 36);
        String token = post("/api/v1/auth/register", "X-Nothing", "", Map.of("username", name, "password",
                "a simulated Passphrase 7", "display_name", "Driver"), 201).path("access_token").asString();
        post("/api/v1/drivers", "Authorization", "Bearer " + token,
                Map.of("vehicle", Map.of("make", "Fiat", "model", "Panda", "plate", "S 1", "color", "red"),
                        "license_number", name.replace('_', '-')),
                201);
        return post("/api/v1/api-keys", "Authorization", "Bearer " + token,
                Map.of("name", "simulation", "tier", "paid"), 201).path("api_key").asString();
    }

    /** A video of alice's, ready to be watched. */
    String video(Path clip) {
        String key = paidKey();
        try {
            JsonNode begun = post("/api/v1/videos/upload", "X-Api-Key", key,
                    Map.of("title", "A simulation", "file_name", clip.getFileName().toString()), 201);
            String video = begun.path("video_id").asString();
            var put = HttpRequest.newBuilder(URI.create(begun.path("upload_url").asString()))
                    .PUT(HttpRequest.BodyPublishers.ofFile(clip)).build();
            if (http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                throw new IllegalStateException("the store did not take " + clip);
            }
            post("/api/v1/videos/" + video + "/upload/complete", "X-Api-Key", key, Map.of(), 202);
            awaitReady(video);
            return video;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot upload " + clip, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(String video) throws IOException, InterruptedException {
        var look = HttpRequest.newBuilder(gateway.resolve("/api/v1/videos/" + video)).build();
        long end = System.nanoTime() + READY.toNanos();
        String status = "";
        while (!status.equals("ready")) {
            if (status.equals("failed") || System.nanoTime() > end) {
                throw new IllegalStateException(video + " is not ready but " + status);
            }
            TimeUnit.MILLISECONDS.sleep(200);
            status = JSON.readTree(http.send(look, HttpResponse.BodyHandlers.ofString()).body()).path("status")
                    .asString("");
        }
    }

    List<String> links(int count, String apiKey) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(post("/api/v1/shorten", "X-Api-Key", apiKey,
                    Map.of("long_url", "https://example.org/simulation/" + i), 201).path("short_key").asString());
        }
        return keys;
    }

    JsonNode post(String path, String header, String value, Map<String, ?> body, int expected) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).header("Content-Type", "application/json")
                .header(header, value).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no platform answers at " + gateway + ": ./whiteboard up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
