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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A server that is a Java program with libraries of its own, which must not mix with ours.
 *
 * <p>
 * Its module's jar holds the list of them, as paths below the word {@code REPOSITORY}: the local Maven repository, or the
 * one that {@code -Dmaven.repo.local} names.
 *
 * @param module the Maven module that has the main class and the list
 */
record JavaProgram(String module) {

    private static final String PREFIX = "REPOSITORY/";

    /**
     * The command that runs it. Its own classes are copied first, so that a build does not rewrite what is running.
     *
     * @param folder where the copy goes
     */
    List<String> command(List<String> options, Path folder, String mainClass, List<String> arguments)
            throws IOException {
        var classPath = new ArrayList<>(List.of(ownJar(folder, name -> true)));
        classPath.addAll(libraries());
        return command(options, classPath, mainClass, arguments);
    }

    /** The chosen ones of its own classes and resources as a jar in that folder. */
    Path ownJar(Path folder, Predicate<String> wanted) throws IOException {
        Path jar = Files.createDirectories(folder).resolve(module + ".jar");
        Classes.jar(own(), wanted, jar);
        return jar;
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
        Path repository = repository();
        var jars = new ArrayList<Path>();
        for (String entry : list().split(":", -1)) {
            Path jar = repository.resolve(entry.strip().replace(PREFIX, ""));
            if (!Files.exists(jar)) {
                throw new ServerException(
                        "%s lacks %s: run mvn package, or name the Maven repository with -Dmaven.repo.local"
                                .formatted(module, jar));
            }
            jars.add(jar);
        }
        return jars;
    }

    private static Path repository() {
        String named = System.getProperty("maven.repo.local", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(named);
    }

    /** The module's own jar, or its classes folder within a build. */
    private Path own() {
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
