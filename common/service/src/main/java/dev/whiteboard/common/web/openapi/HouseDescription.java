package dev.whiteboard.common.web.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.security.PublicPaths;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Adds to a description what holds for every operation of the house: who may call it, and how it fails. */
final class HouseDescription implements GlobalOpenApiCustomizer {
    private static final String BEARER = "bearer";
    private static final String API_KEY = "api_key";
    private static final String PROBLEM = "Problem";

    private final PublicPaths publicPaths;

    HouseDescription(PublicPaths publicPaths) {
        this.publicPaths = publicPaths;
    }

    @Override
    public void customise(OpenAPI api) {
        Optional.ofNullable(api.getComponents().getSchemas()).map(Map::values).orElse(List.of())
                .forEach(HouseDescription::nullable);
        api.getComponents().addSchemas(PROBLEM, problem())
                .addSecuritySchemes(BEARER,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                .addSecuritySchemes(API_KEY, new SecurityScheme().type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER).name("X-Api-Key"));
        api.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> describe(method, path, operation)));
    }

    private void describe(PathItem.HttpMethod method, String path, Operation operation) {
        if (publicPaths.contains(method.name(), path)) {
            operation.addSecurityItem(new SecurityRequirement());
        }
        operation.addSecurityItem(new SecurityRequirement().addList(BEARER))
                .addSecurityItem(new SecurityRequirement().addList(API_KEY));
        operation.getResponses().addApiResponse("default",
                new ApiResponse().description("A problem, as RFC 9457 has it").content(new Content().addMediaType(
                        Problem.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
    }

    /** What is not required may be null, in requests and in answers. */
    private static void nullable(Schema<?> schema) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll(
                    (name, property) -> required.contains(name) ? property : nullableProperty(property));
        }
    }

    private static Schema<?> nullableProperty(Schema<?> property) {
        if (property.getTypes() == null) {
            return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null"))));
        }
        property.addType("null");
        return property.getEnum() == null ? property : withNull(property);
    }

    private static <T> Schema<T> withNull(Schema<T> property) {
        List<T> constants = new ArrayList<>(property.getEnum());
        constants.add(null);
        property.setEnum(constants);
        return property;
    }

    private static Schema<?> problem() {
        List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
        Schema<?> error = new ObjectSchema().addProperty("code", new StringSchema()._enum(codes))
                .addProperty("message", new StringSchema()).addProperty("field", new StringSchema())
                .required(List.of("code", "message"));
        return new ObjectSchema().addProperty("type", new StringSchema()).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema()).addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema()).addProperty("error", error)
                .required(List.of("type", "title", "status", "error"));
    }
}
