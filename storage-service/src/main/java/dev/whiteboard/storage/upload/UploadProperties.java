package dev.whiteboard.storage.upload;

import dev.whiteboard.storage.chunk.Chunking;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of uploads.
 *
 * @param largestFile what a file may have at most
 * @param idle how long an upload may rest before it is given up
 * @param urlLifetime how long an address for a chunk works; who loses their right to write loses it after this at the latest
 * @param chunking how files are cut that come whole
 * @param parallel how many chunks of one upload are stored at a time
 * @param sweepEvery how often uploads that were given up are looked for
 */
@ConfigurationProperties("whiteboard.uploads")
record UploadProperties(DataSize largestFile, Duration idle, Duration urlLifetime, Chunking chunking, int parallel,
        Duration sweepEvery) {}
