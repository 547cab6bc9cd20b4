package dev.whiteboard.video.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param url where Elasticsearch is, one or several addresses; empty: there is no search
 * @param indexPrefix what the names of indices and aliases begin with
 * @param connectPatience how long a connection may take
 * @param patience how long a viewer waits for an answer
 * @param writePatience how long a batch of changes may take; less than the lease
 * @param lease how long the writer of the index is believed to be alive without saying so
 * @param writeEvery the pause between two looks for changes
 * @param batch how many videos are read and written at a time
 */
@ConfigurationProperties("whiteboard.video.search")
record SearchProperties(String url, String indexPrefix, Duration connectPatience, Duration patience,
        Duration writePatience, Duration lease, Duration writeEvery, int batch) {}
