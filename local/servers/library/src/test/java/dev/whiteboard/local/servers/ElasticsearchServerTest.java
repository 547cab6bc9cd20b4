package dev.whiteboard.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchServerTest {

    @TempDir
    static Path home;

    static ElasticsearchServer server;
    static final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server = ElasticsearchServer.at(Place.at(home), Ports.free(), Ports.free());
        server.start();
    }

    @AfterAll
    static void stop() {
        server.kill();
        http.close();
    }

    @Test
    void searches_english_words_by_their_stem() throws Exception {
        send("PUT", "/articles", """
                {"mappings":{"properties":{"text":{"type":"text","analyzer":"english"}}}}""");
        send("PUT", "/articles/_doc/1?refresh=true", """
                {"text":"The cars were racing"}""");
        assertThat(send("POST", "/articles/_search", """
                {"query":{"match":{"text":"race car"}}}""").body()).contains("\"_id\":\"1\"");
    }

    @Test
    void knows_the_filters_of_the_distribution() throws Exception {
        send("PUT", "/names",
                """
                        {"settings":{"analysis":{
                          "filter":{"edges":{"type":"edge_ngram","min_gram":2,"max_gram":5}},
                          "analyzer":{"prefix":{"type":"custom","tokenizer":"standard","filter":["lowercase","asciifolding","edges"]}}}}}""");
        assertThat(send("POST", "/names/_analyze", """
                {"analyzer":"prefix","text":"Éclair"}""").body()).contains("\"ec\"", "\"ecl\"", "\"eclai\"")
                .doesNotContain("\"eclair\"");
    }

    @Test
    void does_not_make_an_index_by_naming_it() throws Exception {
        HttpResponse<String> answer = request("PUT", "/unheard-of/_doc/1", "{}");
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = request(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static HttpResponse<String> request(String method, String path, String body) throws Exception {
        return http
                .send(HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
