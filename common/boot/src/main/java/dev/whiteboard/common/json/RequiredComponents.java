package dev.whiteboard.common.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import tools.jackson.core.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Makes every component of a record required, absent or null, whose type does not say {@code @Nullable}, and so every
 * element of a collection and every value of a map.
 */
final class RequiredComponents extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        Parameter component = component(member);
        return component != null && isRequired(component) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        Parameter component = component(annotated);
        return component == null
                ? null
                : JsonSetter.Value.construct(isRequired(component) ? Nulls.FAIL : null,
                        elementsAreRequired(component) ? Nulls.FAIL : null);
    }

    private static boolean isRequired(Parameter component) {
        return Nullness.forParameter(component) == Nullness.NON_NULL;
    }

    /** A {@code JsonNode} says null by itself. */
    private static boolean elementsAreRequired(Parameter component) {
        Class<?> type = component.getType();
        if (!(Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))
                || Nullness.forParameter(component) == Nullness.UNSPECIFIED
                || !(component.getAnnotatedType() instanceof AnnotatedParameterizedType container)) {
            return false;
        }
        AnnotatedType[] arguments = container.getAnnotatedActualTypeArguments();
        AnnotatedType element = arguments[arguments.length - 1];
        return !element.isAnnotationPresent(Nullable.class) && element.getType() != JsonNode.class;
    }

    private static @Nullable Parameter component(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()
                && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                        ? constructor.getParameters()[parameter.getIndex()]
                        : null;
    }
}
