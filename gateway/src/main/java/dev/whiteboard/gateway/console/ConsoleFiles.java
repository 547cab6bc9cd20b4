package dev.whiteboard.gateway.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All files of the console, read once at the start; what is not among them cannot be asked for. */
@Component
class ConsoleFiles {
    private static final String ROOT = "console/";

    private final Map<String, ConsoleFile> byName = new TreeMap<>();

    ConsoleFiles() {
        try {
            Resource[] all = new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/*.*");
            for (Resource file : all) {
                String url = file.getURL().toString();
                String name = url.substring(url.lastIndexOf("/" + ROOT) + ROOT.length() + 1);
                byName.put(name, ConsoleFile.of(name, file.getContentAsString(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    ConsoleFile find(String name) {
        return byName.get(name);
    }

    /** One that is part of every build. */
    String text(String name) {
        ConsoleFile file = byName.get(name);
        if (file == null) {
            throw new IllegalStateException("the console has no " + name);
        }
        return file.text();
    }

    /** The names of the files in a folder, without their endings. */
    Iterable<String> in(String folder) {
        return byName.keySet()
                .stream()
                .filter(name -> name.startsWith(folder + "/"))
                .map(name -> name.substring(folder.length() + 1, name.lastIndexOf('.')))
                .toList();
    }
}
