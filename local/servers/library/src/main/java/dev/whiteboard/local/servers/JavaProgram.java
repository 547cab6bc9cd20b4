package dev.whiteboard.local.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A server that is a Java program with libraries of its own, which must not mix with ours.
 *
 * <p>
 * Its module's jar holds the list of them, as paths below the word {@code REPOSITORY}. They are taken from the folder that
 * {@code -Dwhiteboard.lib} names if {@link #copyTo} filled it, else from the local Maven repository.
 *
 * @param module the Maven module that has the main class and the list
 */
public record JavaProgram(String module) {

    private static final String PREFIX = "REPOSITORY/";

    /** The server's jars, its own first. */
    public List<Path> classPath() {
        var path = new ArrayList<>(List.of(own()));
        path.addAll(libraries());
        return path;
    }

    /** Copies all jars to {@code <folder>/<module>}, so that a build or a cleaned repository does not disturb a running server. */
    public void copyTo(Path folder) throws IOException {
        Path target = Files.createDirectories(folder.resolve(module));
        for (Path library : libraries()) {
            Path copy = target.resolve(library.getFileName());
            if (!Files.exists(copy) || Files.size(copy) != Files.size(library)) {
                Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path own = own();
        if (Files.isDirectory(own)) {
            throw new IOException("%s is not packaged: run mvn package first".formatted(module));
        }
        Files.copy(own, target.resolve(module + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    List<String> command(List<String> options, String mainClass, List<String> arguments) {
        return command(options, classPath(), mainClass, arguments);
    }

    static List<String> command(List<String> options, List<Path> classPath, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** The third-party jars alone. */
    List<Path> libraries() {
        var jars = new ArrayList<Path>();
        for (String entry : list().split(":", -1)) {
            Path relative = Path.of(entry.strip().replace(PREFIX, ""));
            Path jar = copies().map(folder -> folder.resolve(relative.getFileName()))
                    .orElseGet(() -> repository().resolve(relative));
            if (!Files.exists(jar)) {
                throw new ServerException(
                        "%s lacks %s: run mvn package, or name the Maven repository with -Dmaven.repo.local"
                                .formatted(module, jar));
            }
            jars.add(jar);
        }
        return jars;
    }

    private Optional<Path> copies() {
        String folder = System.getProperty("whiteboard.lib", "");
        return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder, module).toAbsolutePath());
    }

    private static Path repository() {
        String named = System.getProperty("maven.repo.local", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(named);
    }

    /** The module's own jar, or its classes folder within a build. */
    Path own() {
        if (copies().isPresent()) {
            return copies().get().resolve(module + ".jar");
        }
        try {
            String list = listUrl().toString();
            String root = list.substring(0, list.length() - resource().length());
            if (root.startsWith("jar:")) {
                root = root.substring("jar:".length(), root.length() - "!".length());
            }
            return Path.of(new URI(root));
        } catch (URISyntaxException e) {
            throw new ServerException("Cannot find the jar of " + module, e);
        }
    }

    private String list() {
        try (InputStream in = listUrl().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ServerException("Cannot read the class path of " + module, e);
        }
    }

    private URL listUrl() {
        URL url = JavaProgram.class.getResource(resource());
        if (url == null) {
            throw new ServerException("%s is not on the class path".formatted(module));
        }
        return url;
    }

    private String resource() {
        return "/" + module + ".classpath";
    }
}
