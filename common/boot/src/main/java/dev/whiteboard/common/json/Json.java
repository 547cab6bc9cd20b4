package dev.whiteboard.common.json;

import static tools.jackson.databind.cfg.CoercionAction.Fail;
import static tools.jackson.databind.cfg.CoercionAction.TryConvert;
import static tools.jackson.databind.cfg.CoercionInputShape.Boolean;
import static tools.jackson.databind.cfg.CoercionInputShape.EmptyArray;
import static tools.jackson.databind.cfg.CoercionInputShape.EmptyString;
import static tools.jackson.databind.cfg.CoercionInputShape.Float;
import static tools.jackson.databind.cfg.CoercionInputShape.Integer;
import static tools.jackson.databind.cfg.CoercionInputShape.String;

import java.time.Instant;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The house's two JSON mappers; see the package's description for who uses which. */
public final class Json {
    /** Deeper than any request of ours, and shallow enough to refuse a bomb of brackets at once. */
    private static final int DEEPEST = 64;

    private static final JsonMapper STRICT = strict(JsonMapper.builder(factory())).build();
    private static final JsonMapper TOLERANT = tolerant(JsonMapper.builder(factory())).build();

    private Json() {}

    /** Reads what clients send. The application's own mapper is built by the same rules. */
    public static JsonMapper strict() {
        return STRICT;
    }

    /** Reads what other services and events say: as strict about types, but unknown names are skipped. */
    public static JsonMapper tolerant() {
        return TOLERANT;
    }

    static JsonMapper.Builder strict(JsonMapper.Builder mapper) {
        return house(mapper).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    static JsonMapper.Builder tolerant(JsonMapper.Builder mapper) {
        return house(mapper).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    static void limits(JsonFactoryBuilder factory) {
        factory.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private static JsonFactory factory() {
        JsonFactoryBuilder factory = JsonFactory.builder();
        limits(factory);
        return factory.build();
    }

    private static JsonMapper.Builder house(JsonMapper.Builder mapper) {
        mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule("whiteboard").addDeserializer(Instant.class, new InstantReader()));
        mapper.annotationIntrospector(
                AnnotationIntrospectorPair.create(new RequiredComponents(), mapper.annotationIntrospector()));
        return withoutCoercion(mapper);
    }

    /** "5" is not 5, 1 is not true, 1.5 is not 1 and "" is not null; only a whole number is also a decimal one. */
    private static JsonMapper.Builder withoutCoercion(JsonMapper.Builder mapper) {
        return mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfigDefaults(all -> all.setCoercion(EmptyString, Fail).setCoercion(EmptyArray, Fail))
                .withCoercionConfig(LogicalType.Textual, text -> refuse(text, Integer, Float, Boolean))
                .withCoercionConfig(LogicalType.Integer, whole -> refuse(whole, Float, Boolean, String, EmptyString))
                .withCoercionConfig(LogicalType.Boolean, flag -> refuse(flag, Integer, Float, String, EmptyString))
                .withCoercionConfig(LogicalType.Float, decimal -> refuse(decimal, Boolean, String, EmptyString)
                        .setCoercion(Integer, TryConvert))
                .withCoercionConfig(LogicalType.Enum, constant -> refuse(constant, Integer, EmptyString));
    }

    private static MutableCoercionConfig refuse(MutableCoercionConfig config,
            tools.jackson.databind.cfg.CoercionInputShape... shapes) {
        for (var shape : shapes) {
            config.setCoercion(shape, Fail);
        }
        return config;
    }
}
