package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The home folder of Elasticsearch. What it loads as a module has to be a folder of jars with a descriptor, apart from
 * the class path: its HTTP layer and our analyzers.
 */
record ElasticsearchHome(Path folder) {

    private static final JavaProgram PROGRAM = new JavaProgram("local-elasticsearch");
    private static final String PACKAGE = "dev/whiteboard/local/elasticsearch/";

    void layOut() throws IOException {
        Folders.delete(folder.resolve("modules"));
        for (String name : List.of("config", "data", "logs", "plugins", "tmp", "modules/transport-netty4",
                "modules/usual-analysis")) {
            Files.createDirectories(folder.resolve(name));
        }
        Path netty = folder.resolve("modules/transport-netty4");
        for (Path jar : PROGRAM.libraries().stream().filter(ElasticsearchHome::belongsToNetty).toList()) {
            Files.copy(jar, netty.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        describe(netty, "transport-netty4", "org.elasticsearch.transport.netty4.Netty4Plugin");

        Path analysis = folder.resolve("modules/usual-analysis");
        PROGRAM.ownJar(analysis, name -> name.startsWith(PACKAGE + "analysis/"));
        describe(analysis, "usual-analysis", "dev.whiteboard.local.elasticsearch.analysis.UsualAnalysisPlugin");
    }

    List<Path> classPath() throws IOException {
        Path main = PROGRAM.ownJar(folder.resolve("lib"), name -> !name.startsWith(PACKAGE + "analysis/"));
        var path = new ArrayList<>(List.of(main));
        PROGRAM.libraries().stream().filter(jar -> !belongsToNetty(jar)).forEach(path::add);
        return path;
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    private static boolean belongsToNetty(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("netty-") || name.startsWith("transport-netty4-")
                || name.startsWith("elasticsearch-ssl-config-");
    }

    private static void describe(Path module, String name, String plugin) throws IOException {
        String version = version();
        Files.writeString(module.resolve("plugin-descriptor.properties"), """
                name=%s
                description=%s
                version=%s
                elasticsearch.version=%s
                java.version=17
                classname=%s
                """.formatted(name, name, version, version, plugin));
    }

    private static String version() {
        return PROGRAM.libraries().stream().map(jar -> jar.getFileName().toString())
                .filter(name -> name.matches("elasticsearch-\\d.*\\.jar")).findFirst().orElseThrow()
                .replaceAll("elasticsearch-(.*)\\.jar", "$1");
    }
}
