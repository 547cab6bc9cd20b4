package dev.whiteboard.local.launcher.topology;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets as files that only their owner can read, one each. */
public record Keys(Path folder) implements Secrets {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String get(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            String secret = Files.readString(file).strip();
            if (Base64.getDecoder().decode(secret).length != BYTES) {
                throw new IllegalArgumentException("wrong length");
            }
            return secret;
        } catch (IOException | IllegalArgumentException e) {
            throw new Trouble("The secret %s cannot be used (%s). Delete it, and './whiteboard reset' what it protects."
                    .formatted(file, e.getMessage()));
        }
    }

    /** Written beside its place and moved there, so that a crash never leaves half a secret. */
    private void create(Path file) throws IOException {
        Files.createDirectories(folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        Path fresh = Files.createTempFile(folder, ".new", "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(secret) + "\n");
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
        }
    }
}
