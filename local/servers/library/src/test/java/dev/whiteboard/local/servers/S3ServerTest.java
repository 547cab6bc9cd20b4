package dev.whiteboard.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ServerTest {

    @TempDir
    static Path home;

    static S3Server server;
    static S3Presigner presigner;
    static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = S3Server.at(Place.at(home), Ports.free(), "whiteboard", "whiteboard-secret");
        server.start();
        var credentials = StaticCredentialsProvider
                .create(AwsBasicCredentials.create(server.accessKey(), server.secretKey()));
        try (var client = S3Client.builder().endpointOverride(URI.create(server.url())).region(Region.US_EAST_1)
                .credentialsProvider(credentials).forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).build()) {
            client.createBucket(request -> request.bucket("pictures"));
        }
        presigner = S3Presigner.builder().endpointOverride(URI.create(server.url())).region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()).build();
    }

    @AfterAll
    static void stop() {
        presigner.close();
        server.kill();
        http.close();
    }

    @Test
    void takes_a_presigned_put_with_plain_http_and_gives_it_back() throws Exception {
        URI put = presigner.presignPutObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                .putObjectRequest(object -> object.bucket("pictures").key("a/cat.txt"))).url().toURI();
        HttpResponse<String> stored = http.send(
                HttpRequest.newBuilder(put).header("Origin", "http://localhost:8080")
                        .PUT(BodyPublishers.ofString("meow")).build(),
                BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        assertThat(stored.headers().firstValue("ETag")).isPresent();
        assertThat(stored.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(stored.headers().firstValue("Access-Control-Expose-Headers")).get().asString().contains("ETag");

        URI get = presigner.presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                .getObjectRequest(object -> object.bucket("pictures").key("a/cat.txt"))).url().toURI();
        assertThat(http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString()).body()).isEqualTo("meow");
        assertThat(http.send(HttpRequest.newBuilder(get).header("Range", "bytes=1-2").build(), BodyHandlers.ofString())
                .body())
                .isEqualTo("eo");
    }

    @Test
    void refuses_a_changed_signature() throws Exception {
        URI get = presigner.presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                .getObjectRequest(object -> object.bucket("pictures").key("a/cat.txt"))).url().toURI();
        URI other = URI.create(get.toString().replace("cat.txt", "dog.txt"));
        assertThat(http.send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void answers_the_preflight_of_a_browser() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/pictures/a/cat.txt"))
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type")
                        .method("OPTIONS", BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).get().asString().contains("PUT");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("content-type");
    }
}
