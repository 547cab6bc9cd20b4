package dev.whiteboard.common.web.error;

import static dev.whiteboard.common.problem.ErrorCode.MALFORMED_REQUEST;
import static dev.whiteboard.common.problem.ErrorCode.MISSING_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.UNKNOWN_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.WRONG_TYPE;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what was wrong with a JSON body, and where, in the client's own names. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        String field = path(failure);
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> at(field, Problem.of(UNKNOWN_FIELD, "is not a known field"));
            case InvalidNullException missing -> at(field, Problem.of(MISSING_FIELD, "is required"));
            case ValueInstantiationException refused -> refused(refused, field);
            case InvalidFormatException odd when isRightType(odd) -> at(field,
                    Problem.of(VALIDATION_ERROR, "is not an acceptable value"));
            case MismatchedInputException mismatch when isMissing(mismatch) -> at(field,
                    Problem.of(MISSING_FIELD, "is required"));
            case MismatchedInputException mismatch when !field.isEmpty() || mismatch.getCurrentToken() != null -> at(
                    field, Problem.of(WRONG_TYPE, "has the wrong type"));
            case InputCoercionException outOfRange -> at(field, Problem.of(WRONG_TYPE, "is out of range"));
            default -> Problem.of(MALFORMED_REQUEST, "the body is not valid JSON");
        };
    }

    private static boolean isMissing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Missing required creator property");
    }

    /** A string where a string belongs, but not one of the constants or no such date: its type is right. */
    private static boolean isRightType(InvalidFormatException odd) {
        Class<?> target = odd.getTargetType();
        boolean writtenAsText = !target.isPrimitive() && !target.isRecord() && target != Boolean.class
                && !Number.class.isAssignableFrom(target);
        return writtenAsText && odd.getValue() instanceof String;
    }

    /** A record's own constructor said no: its message was written for the client. */
    private static Problem refused(ValueInstantiationException refused, String field) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem.problem();
            }
            if (cause instanceof IllegalArgumentException rule && rule.getMessage() != null) {
                return at(field, Problem.of(VALIDATION_ERROR, rule.getMessage()));
            }
        }
        return at(field, Problem.of(VALIDATION_ERROR, "is not an acceptable value"));
    }

    private static Problem at(String field, Problem problem) {
        return field.isEmpty() ? problem : problem.field(field);
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.length() > 200 ? path.substring(0, 200) : path.toString();
    }
}
