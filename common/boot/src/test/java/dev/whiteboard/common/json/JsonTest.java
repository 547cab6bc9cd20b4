package dev.whiteboard.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

@NullMarked
class JsonTest {
    record Event(
            String userId,
            int count,
            @Nullable Instant seenAt) {}

    record Lists(
            @Nullable List<String> names,
            @Nullable List<@Nullable String> holes,
            @Nullable Map<String, Integer> counts,
            @Nullable List<JsonNode> trees) {}

    @Test
    void whatIsWrittenIsReadBack() {
        Event event = new Event("usr_1", 3, Instant.parse("2026-01-01T00:00:00Z"));
        String json = Json.strict().writeValueAsString(event);

        assertThat(json).isEqualTo("{\"user_id\":\"usr_1\",\"count\":3,\"seen_at\":\"2026-01-01T00:00:00Z\"}");
        assertThat(Json.strict().readValue(json, Event.class)).isEqualTo(event);
        assertThat(Json.tolerant().readValue(json, Event.class)).isEqualTo(event);
    }

    @Test
    void onlyTheStrictReaderRefusesWhatItDoesNotKnow() {
        String json = "{\"user_id\":\"usr_1\",\"count\":3,\"new_field\":[1]}";

        assertThat(Json.tolerant().readValue(json, Event.class).count()).isEqualTo(3);
        assertThatThrownBy(() -> Json.strict().readValue(json, Event.class))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void bothInsistOnWhatTheTypeRequires() {
        for (var reader : new tools.jackson.databind.json.JsonMapper[]{Json.strict(), Json.tolerant()}) {
            assertThatThrownBy(() -> reader.readValue("{\"count\":3}", Event.class))
                    .isInstanceOf(MismatchedInputException.class);
            assertThatThrownBy(() -> reader.readValue("{\"user_id\":null,\"count\":3}", Event.class))
                    .isInstanceOf(InvalidNullException.class);
            assertThat(reader.readValue("{\"user_id\":\"a\",\"count\":3,\"seen_at\":null}", Event.class).seenAt())
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"names\":[\"a\",null]}", "{\"counts\":{\"a\":null}}"})
    void anElementIsRequiredAsWell(String json) {
        assertThatThrownBy(() -> Json.strict().readValue(json, Lists.class)).isInstanceOf(InvalidNullException.class);
    }

    @Test
    void unlessItsTypeSaysOtherwise() {
        Lists lists = Json.strict().readValue("{\"names\":null,\"holes\":[null],\"trees\":[null]}", Lists.class);

        assertThat(lists.names()).isNull();
        assertThat(lists.holes()).containsExactly((String) null);
        assertThat(lists.trees()).hasSize(1).allMatch(JsonNode::isNull);
    }
}
