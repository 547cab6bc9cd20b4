package dev.whiteboard.gateway.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The libraries of others that pages use, out of their jars, at {@code {name}/{version}/{file}}. */
@Component
class Libraries {
    private static final String JARS = "META-INF/resources/webjars/";
    private static final List<String> USED = List.of("hls.js/*/dist/hls.min.js");

    private final Map<String, ConsoleFile> byPath = new TreeMap<>();

    Libraries() {
        try {
            for (String pattern : USED) {
                for (Resource file : new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:" + JARS + pattern)) {
                    String url = file.getURL().toString();
                    String path = url.substring(url.lastIndexOf(JARS) + JARS.length()).replace("/dist/", "/");
                    byPath.put(path, ConsoleFile.of(path, file.getContentAsString(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    ConsoleFile find(String path) {
        return byPath.get(path);
    }
}
