package dev.whiteboard.common.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@EdgeTest
class OpenApiTest {
    @Autowired
    private Http http;

    private JsonNode api() {
        return http.get("/v3/api-docs").json();
    }

    @Test
    void namesAndRequirementsAreThoseOfTheWire() {
        JsonNode link = api().at("/components/schemas/Link");

        assertThat(link.at("/properties").propertyNames()).contains("long_url", "expires_at", "max_clicks");
        assertThat(link.at("/required").toString()).isEqualTo("[\"long_url\"]");
        assertThat(link.at("/properties/max_clicks/type").toString()).contains("null");
        assertThat(link.at("/properties/redirect/enum").toString()).isEqualTo("[\"permanent\",\"not_found_yet\",null]");
        assertThat(link.at("/properties/long_url/type").asString()).isEqualTo("string");
        assertThat(api().at("/components/schemas/Bulk/required").toString()).isEqualTo("[\"links\",\"total\"]");
    }

    @Test
    void everyOperationCanEndInAProblem() {
        JsonNode api = api();
        assertThat(api.at("/paths").size()).isGreaterThan(5);
        api.at("/paths").forEach(path -> path.forEach(operation -> assertThat(
                operation.at("/responses/default/content/application~1problem+json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/Problem")));
        assertThat(api.at("/components/schemas/Problem/properties/error/properties/code/enum").toString())
                .contains("VALIDATION_ERROR");
    }

    @Test
    void theDoorsAreShown() {
        JsonNode paths = api().at("/paths");

        assertThat(paths.at("/~1whoami/get/security").toString()).isEqualTo("[{\"bearer\":[]},{\"api_key\":[]}]");
        assertThat(paths.at("/~1public~1list/get/security").toString())
                .isEqualTo("[{},{\"bearer\":[]},{\"api_key\":[]}]");
        assertThat(paths.has("/internal/thing")).isFalse();
    }

    @Test
    void aListIsAskedForByCursorAndLimit() {
        JsonNode parameters = api().at("/paths/~1public~1list/get/parameters");

        assertThat(parameters.findValuesAsString("name")).containsExactlyInAnyOrder("cursor", "limit");
        parameters.forEach(parameter -> assertThat(parameter.path("required").asBoolean(false)).isFalse());
    }
}
