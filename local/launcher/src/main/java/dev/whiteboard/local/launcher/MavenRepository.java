package dev.whiteboard.local.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Where the Maven that built this launcher keeps its libraries; servers that run on libraries of their own look there. */
final class MavenRepository {

    private static final String PROPERTY = "maven.repo.local";

    private MavenRepository() {}

    static void tellServers() throws IOException {
        try (InputStream in = MavenRepository.class.getResourceAsStream("build.properties")) {
            if (in != null && System.getProperty(PROPERTY) == null) {
                var properties = new Properties();
                properties.load(in);
                System.setProperty(PROPERTY, properties.getProperty("repository", ""));
            }
        }
    }
}
