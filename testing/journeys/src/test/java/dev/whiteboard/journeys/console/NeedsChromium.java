package dev.whiteboard.journeys.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class where there is no Chromium. Nothing downloads one: it is the system's, or the one that CHROMIUM names. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
@interface NeedsChromium {
    final class Condition implements ExecutionCondition {
        private static final List<String> USUAL = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome");

        /** Where it is. */
        static Optional<Path> chromium() {
            return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), USUAL.stream()).map(Path::of)
                    .filter(Files::isExecutable).findFirst();
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return chromium().map(path -> ConditionEvaluationResult.enabled(path.toString()))
                    .orElseGet(() -> ConditionEvaluationResult.disabled("no Chromium at " + String.join(", ", USUAL)
                            + ": install it (Debian: apt-get install chromium) or name it in CHROMIUM"));
        }
    }
}
