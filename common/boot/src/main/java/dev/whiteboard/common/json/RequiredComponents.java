package dev.whiteboard.common.json;

import java.lang.reflect.Parameter;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** Makes every component of a record required, absent or null, whose type does not say {@code @Nullable}. */
final class RequiredComponents extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        return isRequired(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : null;
    }

    private static boolean isRequired(Annotated annotated) {
        return annotated instanceof AnnotatedParameter component && component.getDeclaringClass().isRecord()
                && component.getOwner().getAnnotated() instanceof java.lang.reflect.Constructor<?> constructor
                && Nullness.forParameter(parameter(constructor, component)) == Nullness.NON_NULL;
    }

    private static Parameter parameter(java.lang.reflect.Constructor<?> constructor, AnnotatedParameter component) {
        return constructor.getParameters()[component.getIndex()];
    }
}
