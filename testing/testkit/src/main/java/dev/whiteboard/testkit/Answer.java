package dev.whiteboard.testkit;

import java.net.http.HttpHeaders;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client of the service was told.
 *
 * @param asked the method and the address
 */
public record Answer(String asked, int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** A field of the body, or "". */
    public String text(String field) {
        return json().path(field).asString("");
    }

    /** The first of that header, or "". */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The code of a problem, or "". */
    public String code() {
        return json().path("error").path("code").asString("");
    }

    /** The field that a problem names, or "". */
    public String field() {
        return json().path("error").path("field").asString("");
    }

    /** This, if its status is that one. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError(asked + " was answered by " + status + " " + body);
        }
        return this;
    }
}
