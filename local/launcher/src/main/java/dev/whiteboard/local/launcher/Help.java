package dev.whiteboard.local.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Says what can be asked for. */
final class Help {

    private Help() {}

    static int print() throws IOException {
        try (InputStream in = Objects.requireNonNull(Help.class.getResourceAsStream("help.txt"))) {
            in.transferTo(System.out);
        }
        return 0;
    }
}
