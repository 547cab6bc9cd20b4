package dev.whiteboard.commerce.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * What the demo shop sells in one category.
 *
 * @param cheapest and {@code dearest} in whole dollars
 */
record DemoRange(String category, int cheapest, int dearest, List<String> things, List<String> qualities,
        List<String> features) {

    /** As {@code demo/ranges.txt} has them. */
    static final List<DemoRange> ALL = read();

    private static List<DemoRange> read() {
        try {
            return new ClassPathResource("demo/ranges.txt").getContentAsString(UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).map(DemoRange::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoRange of(String line) {
        String[] cells = line.split(" \\| ", -1);
        return new DemoRange(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), words(cells[3]),
                words(cells[4]), words(cells[5]));
    }

    private static List<String> words(String listed) {
        return List.of(listed.split(","));
    }
}
