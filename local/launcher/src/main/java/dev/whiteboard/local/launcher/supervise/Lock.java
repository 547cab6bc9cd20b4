package dev.whiteboard.local.launcher.supervise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One platform per checkout. The kernel holds the lock and frees it when its holder is gone, however it went, so there
 * are no stale locks; the process id in the file only tells people who holds it.
 */
public final class Lock implements AutoCloseable {

    private final FileChannel channel;
    private final boolean previousDied;

    private Lock(FileChannel channel, boolean previousDied) {
        this.channel = channel;
        this.previousDied = previousDied;
    }

    /** Whether the last holder did not let go in good order, so that what it started may still be on its way out. */
    public boolean previousDied() {
        return previousDied;
    }

    /** The lock, or nothing when another process has it. */
    public static Optional<Lock> take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        boolean previousDied = channel.size() > 0;
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return Optional.of(new Lock(channel, previousDied));
    }

    /** The process that holds the lock, as far as it has said so. */
    public static Optional<ProcessHandle> holder(Path folder) throws IOException {
        try {
            String pid = Files.readString(file(folder)).strip();
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        } catch (NoSuchFileException | NumberFormatException nobody) {
            return Optional.empty();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("lock");
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
