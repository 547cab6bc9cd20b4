package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The formatter runs in Maven's own JVM, which may be 17, on sources of Java 25. The build has validated this very file
 * before compiling it, so its syntax is the proof.
 */
class FormatterTest {
    private sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Rectangle(double width, double height) implements Shape {}
    }

    @Test
    void readsRecordPatternsWithUnnamedVariables() {
        assertThat(width(new Shape.Circle(2))).isEqualTo(4);
        assertThat(width(new Shape.Rectangle(3, 1))).isEqualTo(3);
    }

    private static double width(Shape shape) {
        return switch (shape) {
            case Shape.Circle(var radius) when radius > 0 -> 2 * radius;
            case Shape.Circle(_) -> 0;
            case Shape.Rectangle(var width, _) -> width;
        };
    }
}
