package dev.whiteboard.common.web.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@EdgeTest
class JsonBodyTest {
    @Autowired
    private Http http;

    @Test
    void aGoodBodyIsReadAndWrittenInSnakeCase() {
        var answer = http.post("/public/links", """
                {"long_url":"http://a.b","max_clicks":5,"weight":2,"secret":true,"redirect":"not_found_yet"}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().body()).isEqualTo("""
                {"long_url":"http://a.b","custom_alias":null,"expires_at":null,"max_clicks":5,"secret":true,\
                "weight":2.0,"redirect":"not_found_yet"}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"long_url\":", "{\"long_url\":\"a\"}}", "{\"long_url\":\"a\"} x", "nul", "null",
        "{'long_url':'a'}", "{\"long_url\":\"a\",}", "{\"long_url\":\"a\",\"long_url\":\"b\"}", "/**/{}",
        "{\"long_url\":\"a\\x\"}", "{\"max_clicks\":NaN}", "{\"max_clicks\":01}", "{\"long_url\":\"a\nb\"}"})
    void whatIsNotJsonIsMalformed(String body) {
        assertThat(http.post("/public/links", body).problem()).isEqualTo("400 MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"long_url":"a","nope":1}                          | 400 UNKNOWN_FIELD nope
            {"long_url":"a","longUrl":"b"}                     | 400 UNKNOWN_FIELD longUrl
            {"Long_url":"a"}                                   | 400 MISSING_FIELD long_url
            {}                                                 | 400 MISSING_FIELD long_url
            {"long_url":null}                                  | 400 MISSING_FIELD long_url
            {"long_url":5}                                     | 400 WRONG_TYPE long_url
            {"long_url":true}                                  | 400 WRONG_TYPE long_url
            {"long_url":["a"]}                                 | 400 WRONG_TYPE long_url
            {"long_url":{}}                                    | 400 WRONG_TYPE long_url
            {"long_url":"a","max_clicks":"5"}                  | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":""}                   | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":1.5}                  | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":1.0}                  | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":true}                 | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":99999999999}          | 400 WRONG_TYPE max_clicks
            {"long_url":"a","max_clicks":[5]}                  | 400 WRONG_TYPE max_clicks
            {"long_url":"a","secret":1}                        | 400 WRONG_TYPE secret
            {"long_url":"a","secret":"true"}                   | 400 WRONG_TYPE secret
            {"long_url":"a","secret":""}                       | 400 WRONG_TYPE secret
            {"long_url":"a","weight":"1.5"}                    | 400 WRONG_TYPE weight
            {"long_url":"a","redirect":0}                      | 400 WRONG_TYPE redirect
            {"long_url":"a","redirect":"elsewhere"}            | 422 VALIDATION_ERROR redirect
            {"long_url":"a","redirect":""}                     | 422 VALIDATION_ERROR redirect
            {"long_url":"a","redirect":"PERMANENT"}            | 422 VALIDATION_ERROR redirect
            {"long_url":"a","expires_at":1767225600}           | 400 WRONG_TYPE expires_at
            {"long_url":"a","expires_at":"tomorrow"}           | 422 VALIDATION_ERROR expires_at
            {"long_url":"a","expires_at":""}                   | 422 VALIDATION_ERROR expires_at
            {"long_url":"a","expires_at":"2026-02-30"}         | 422 VALIDATION_ERROR expires_at
            {"long_url":"a","expires_at":"2026-01-01T00:00:00"}| 422 VALIDATION_ERROR expires_at
            {"long_url":"a","expires_at":"+999999999-12-31T00:00:00Z"} | 422 VALIDATION_ERROR expires_at
            {"long_url":"javascript:1"}                        | 422 VALIDATION_ERROR
            []                                                 | 400 WRONG_TYPE
            "a"                                                | 400 WRONG_TYPE
            ""                                                 | 400 WRONG_TYPE
            5                                                  | 400 WRONG_TYPE
            """)
    void everyMistakeIsNamedWithItsField(String body, String problem) {
        assertThat(http.post("/public/links", body).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"links":[{"long_url":"a"},{"long_url":7}],"total":1}    | 400 WRONG_TYPE links[1].long_url
            {"links":[{"long_url":"a","x":1}],"total":1}             | 400 UNKNOWN_FIELD links[0].x
            {"links":[{}],"total":1}                                 | 400 MISSING_FIELD links[0].long_url
            {"links":[{"long_url":"a"},null],"total":1}              | 400 MISSING_FIELD links[1]
            {"links":[],"total":1,"tags":{"a":null}}                 | 400 MISSING_FIELD tags.a
            {"links":[{"long_url":"javascript:1"}],"total":1}        | 422 VALIDATION_ERROR links[0]
            {"links":{},"total":1}                                   | 400 WRONG_TYPE links
            {"links":"","total":1}                                   | 400 WRONG_TYPE links
            {"links":[]}                                             | 400 MISSING_FIELD total
            {"links":[],"total":null}                                | 400 MISSING_FIELD total
            {"links":[],"total":1,"tags":{"a":1}}                    | 400 WRONG_TYPE tags.a
            """)
    void aFieldInsideIsNamedByItsPath(String body, String problem) {
        assertThat(http.post("/public/bulk", body).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 2026-01-31T23:59:59.999999Z", "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "2026-01-31T10:00:00.123456789Z, 2026-01-31T10:00:00.123456Z"})
    void aBareDateIsTheEndOfThatDay(String sent, String read) {
        var answer = http.post("/public/links", "{\"long_url\":\"a\",\"expires_at\":\"" + sent + "\"}");

        assertThat(answer.json().path("expires_at").asString()).isEqualTo(read);
    }

    @Test
    void aBombOfBracketsIsRefused() {
        for (String path : new String[]{"/public/links", "/public/free"}) {
            assertThat(http.post(path, "[".repeat(10_000)).problem()).startsWith("400 ");
            assertThat(http.post(path, "{\"a\":".repeat(10_000)).problem()).startsWith("400 ");
        }
        assertThat(http.post("/public/free", "[".repeat(65) + "]".repeat(65)).problem())
                .isEqualTo("400 MALFORMED_REQUEST");
        assertThat(http.post("/public/free", "[".repeat(64) + "]".repeat(64)).status()).isEqualTo(200);
    }

    @Test
    void aNumberOfAMillionDigitsIsRefusedQuickly() {
        assertThat(http.post("/public/free", "9".repeat(1_000_000)).problem()).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(http.post("/public/links", "{\"long_url\":\"a\",\"weight\":1e999999999}").status()).isBetween(200,
                499);
    }

    @Test
    void textThatNoDatabaseCanKeepIsRefusedWhereverItHides() {
        String nul = "\\u0000";
        for (String path : new String[]{"/public/links", "/public/free"}) {
            for (String text : new String[]{"a" + nul, "\\\\" + nul, "\\ud800", "\\udc00", "\\ud800x",
                "\\ud800\\u0041"}) {
                assertThat(http.post(path, "{\"long_url\":\"" + text + "\"}").problem()).as(text)
                        .isEqualTo("400 MALFORMED_REQUEST");
            }
        }
        assertThat(http.post("/public/free", "{\"" + nul + "\":1}").problem()).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(http.post("/public/links", "{\"long_url\":\"\\\\u0000 \\ud83d\\ude00 😀\"}").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082"})
    void bytesThatAreNotUtf8AreRefused(String bytes) {
        byte[] body = ("{\"long_url\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

        assertThat(http.post("/public/links", body).problem()).isEqualTo("400 MALFORMED_REQUEST");
    }

    @Test
    void otherUnicodeEncodingsAreNotGuessed() {
        assertThat(http.post("/public/links", "{\"long_url\":\"a\"}".getBytes(UTF_16BE)).problem())
                .isEqualTo("400 MALFORMED_REQUEST");
    }
}
