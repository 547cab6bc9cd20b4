package dev.whiteboard.common.web.openapi;

import java.util.Locale;

import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;

/**
 * Tells the describer, which still reads classes through Jackson 2, what the mapper of requests does: a record's component
 * is required unless its type says {@code @Nullable}, and constants are written in small letters.
 */
final class WireNames extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    /** The older of two methods of that name: it is the one that the describer calls. */
    @Override
    @Deprecated
    public String[] findEnumValues(Class<?> type, Enum<?>[] constants, String[] names) {
        String[] found = super.findEnumValues(type, constants, names);
        for (int i = 0; i < constants.length; i++) {
            if (found[i] == null) {
                found[i] = constants[i].name().toLowerCase(Locale.ROOT);
            }
        }
        return found;
    }

    private static boolean isRequired(AnnotatedMember member) {
        if (!member.getDeclaringClass().isRecord()) {
            return false;
        }
        return switch (member) {
            case AnnotatedField field -> Nullness.forField(field.getAnnotated()) == Nullness.NON_NULL;
            case AnnotatedMethod method -> Nullness.forMethodReturnType(method.getAnnotated()) == Nullness.NON_NULL;
            default -> false;
        };
    }
}
