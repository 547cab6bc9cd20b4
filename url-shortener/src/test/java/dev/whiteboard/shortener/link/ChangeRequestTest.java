package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.json.Json;
import org.junit.jupiter.api.Test;

class ChangeRequestTest {
    @Test
    void anAbsentExpiryStaysAndANullOneEnds() {
        assertThat(Json.strict().readValue("{}", ChangeRequest.class).command().expiresAt().given()).isFalse();
        ChangeCommand ends = Json.strict().readValue("{\"expires_at\":null}", ChangeRequest.class).command();
        assertThat(ends.expiresAt().given()).isTrue();
        assertThat(ends.expiresAt().value()).isNull();
        assertThat(
                Json.strict().readValue("{\"expires_at\":\"2030-01-01\"}", ChangeRequest.class).command().expiresAt())
                .isNotNull();
    }
}
