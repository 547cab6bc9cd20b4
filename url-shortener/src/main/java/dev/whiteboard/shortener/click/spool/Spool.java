package dev.whiteboard.shortener.click.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The queue. What {@link #append} has returned from is in the operating system's hands and survives the process;
 * {@link #force} makes it survive the machine. Records are read at least once: what was read but not yet
 * {@link #release released} when the process died is read again.
 *
 * <p>
 * One thread appends, one reads, one forces. After a restart, writing begins a new file, so a record cut short by a crash can only
 * be the last of its file, and reading steps over it.
 */
public final class Spool implements AutoCloseable {
    private final Path folder;
    private final long segmentBytes;
    private final long mostBytes;
    private final FileChannel lockFile;
    private final AtomicLong bytes = new AtomicLong();

    private Segment writing;
    private volatile FileChannel channel;
    private final Queue<FileChannel> finished = new ConcurrentLinkedQueue<>();
    private volatile SpoolPosition end;
    private SpoolPosition reading;

    private Spool(Path folder, long segmentBytes, long mostBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.segmentBytes = segmentBytes;
        this.mostBytes = mostBytes;
        this.lockFile = lock(folder);
        List<Segment> left = segments();
        for (Segment segment : left) {
            bytes.addAndGet(Files.size(segment.file()));
        }
        this.writing = Segment.in(folder, left.isEmpty() ? 1 : left.getLast().number() + 1);
        this.channel = FileChannel.open(writing.file(), CREATE_NEW, WRITE, APPEND);
        this.end = new SpoolPosition(writing.number(), 0);
        this.reading = PositionFile.read(folder)
                .filter(position -> left.stream().anyMatch(segment -> segment.number() == position.segment()))
                .orElse(new SpoolPosition(left.isEmpty() ? writing.number() : left.getFirst().number(), 0));
    }

    /**
     * @param segmentBytes from which size on a new file is begun
     * @param mostBytes how large all files together may become
     * @throws UncheckedIOException if the folder cannot be used, or another process uses it
     */
    public static Spool open(Path folder, long segmentBytes, long mostBytes) {
        try {
            return new Spool(folder, segmentBytes, mostBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how many of the records, in their order, found room */
    public int append(Collection<byte[]> records) {
        int accepted = 0;
        int size = 0;
        for (byte[] record : records) {
            if (bytes.get() + size + Frame.HEADER + record.length > mostBytes) {
                break;
            }
            size += Frame.HEADER + record.length;
            accepted++;
        }
        ByteBuffer frames = ByteBuffer.allocate(size);
        records.stream().limit(accepted).forEach(record -> Frame.write(frames, record));
        write(frames.flip());
        return accepted;
    }

    private void write(ByteBuffer frames) {
        try {
            int size = frames.remaining();
            while (frames.hasRemaining()) {
                channel.write(frames);
            }
            bytes.addAndGet(size);
            end = new SpoolPosition(writing.number(), end.offset() + size);
            if (end.offset() >= segmentBytes) {
                roll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void roll() throws IOException {
        finished.add(channel);
        writing = Segment.in(folder, writing.number() + 1);
        channel = FileChannel.open(writing.file(), CREATE_NEW, WRITE, APPEND);
        end = new SpoolPosition(writing.number(), 0);
    }

    /** What was appended before survives the machine when this returns. By another thread than the one that appends, which need not wait for the disk. */
    public void force() {
        try {
            FileChannel current = channel;
            for (FileChannel file = finished.poll(); file != null; file = finished.poll()) {
                file.force(false);
                file.close();
            }
            if (current.isOpen()) {
                current.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records that come next, at most so many bytes of them; empty if all have been read. */
    public Batch read(int mostBytes) {
        try {
            SpoolPosition written = end;
            while (true) {
                Batch batch = readSegment(written, mostBytes);
                boolean finished = batch.records().isEmpty() && reading.segment() < written.segment();
                if (!finished) {
                    return batch;
                }
                reading = new SpoolPosition(reading.segment() + 1, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Batch readSegment(SpoolPosition written, int mostBytes) throws IOException {
        Path file = Segment.in(folder, reading.segment()).file();
        if (!Files.exists(file)) {
            return new Batch(List.of(), reading);
        }
        try (FileChannel input = FileChannel.open(file, READ)) {
            long limit = reading.segment() == written.segment() ? written.offset() : input.size();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.clamp(limit - reading.offset(), 0, mostBytes));
            while (buffer.hasRemaining() && input.read(buffer, reading.offset() + buffer.position()) >= 0) {
            }
            buffer.flip();
            List<byte[]> records = new ArrayList<>();
            for (byte @Nullable [] record = Frame.read(buffer); record != null; record = Frame.read(buffer)) {
                records.add(record);
            }
            return new Batch(records, new SpoolPosition(reading.segment(), reading.offset() + buffer.position()));
        }
    }

    /** The batch is safe elsewhere: reading goes on behind it, and files before it are deleted. */
    public void release(Batch batch) {
        try {
            reading = nextAfter(batch.end());
            PositionFile.write(folder, reading);
            for (Segment segment : segments()) {
                if (segment.number() < reading.segment()) {
                    bytes.addAndGet(-Files.size(segment.file()));
                    Files.delete(segment.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a finished file is the beginning of the next. */
    private SpoolPosition nextAfter(SpoolPosition read) throws IOException {
        boolean finished = read.segment() < end.segment()
                && read.offset() >= Files.size(Segment.in(folder, read.segment()).file());
        return finished ? new SpoolPosition(read.segment() + 1, 0) : read;
    }

    /** How much lies in the files. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        try (FileChannel _ = lockFile) {
            force();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Segment> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Segment::of).flatMap(Optional::stream).sorted(Comparator.comparingLong(Segment::number))
                    .toList();
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            // another spool of this very process; said below
        }
        file.close();
        throw new IOException("the click spool " + folder + " is in use by another process");
    }

    /** Records in order, and the place behind the last. */
    public record Batch(List<byte[]> records, SpoolPosition end) {}
}
