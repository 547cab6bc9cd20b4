package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The data folder of PostgreSQL: how it comes to be, and how it survives a crash of its server. */
final class PostgresData {

    /** Larger than any process id of Linux or macOS, so never alive. */
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    private PostgresData() {}

    /** Builds a fresh folder beside the wanted one and moves it there whole: a half-made one is never taken for data. */
    static void create(Path initdb, Path data, String password) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            if (files.findAny().isPresent()) {
                throw new ServerException(
                        "postgres cannot start: %s holds files but no database. Move the folder away to begin with an empty one."
                                .formatted(data));
            }
        }
        Path fresh = Files.createTempDirectory(data.getParent(), "whiteboard-initdb-");
        Path passwordFile = Files.createTempFile("whiteboard-", ".pw",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password.isEmpty() ? "unused" : password);
            var command = new ArrayList<>(notAsRoot());
            command.addAll(
                    List.of(initdb.toString(), "-D", fresh.toString(), "-U", PostgresServer.SUPERUSER, "-E", "UTF8",
                            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                            "--auth=" + (password.isEmpty() ? "trust" : "scram-sha-256"), "--pwfile=" + passwordFile,
                            "--no-sync", "--no-instructions"));
            run(command);
            Files.move(fresh, data, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.delete(passwordFile);
            Folders.delete(fresh);
        }
    }

    /**
     * A killed server leaves its process id in {@code postmaster.pid}. When that number lives again as another program
     * PostgreSQL would refuse to start; it is made one that never lives. The rest of the file stays, since it names the
     * shared memory by which orphaned back ends are found.
     */
    static void survivePreviousLife(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var lines = new ArrayList<>(Files.readAllLines(lock));
        if (lines.isEmpty()) {
            Files.delete(lock);
            return;
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        if (isPostgres(pid)) {
            throw new ServerException(
                    "postgres cannot start: process %d already serves %s. Stop it first (kill -INT %d).".formatted(pid,
                            data, pid));
        }
        lines.set(0, NOBODY);
        Files.write(lock, lines);
    }

    private static boolean isPostgres(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres")).isPresent();
    }

    /** What a command of PostgreSQL has to begin with when we are root. */
    static List<String> notAsRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new ServerException("postgres cannot create its data folder%s:%n%s".formatted(
                        command.getFirst().equals("unshare")
                                ? " (as root it needs user namespaces: allow them or use another user)"
                                : "",
                        output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted while postgres created its data folder", e);
        }
    }
}
