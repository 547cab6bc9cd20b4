package dev.whiteboard.journeys.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class where Postman's newman is not on the PATH. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNewman.Condition.class)
@interface NeedsNewman {
    final class Condition implements ExecutionCondition {

        /** Where it is. */
        static Optional<Path> newman() {
            return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                    .map(folder -> Path.of(folder, "newman")).filter(Files::isExecutable).findFirst();
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return newman().map(path -> ConditionEvaluationResult.enabled(path.toString()))
                    .orElseGet(() -> ConditionEvaluationResult
                            .disabled("no newman on the PATH: npm install --global newman"));
        }
    }
}
