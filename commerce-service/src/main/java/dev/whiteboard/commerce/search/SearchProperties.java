package dev.whiteboard.commerce.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param url where Elasticsearch is, one or several addresses; empty: there is no search
 * @param indexPrefix what the names of indices and aliases begin with
 * @param connectPatience how long a connection may take
 * @param patience how long a shopper waits for an answer
 * @param feedPatience how long a batch of changes may take
 * @param lease how long the reader of changes is believed to be alive without saying so
 * @param renewal how often it says so, and looks whether the index is wanted anew
 * @param retry the pause before what failed is tried again
 * @param heartbeat how often an idle catalogue lets go of the database's log
 * @param batch how many products are read and written at a time
 */
@ConfigurationProperties("whiteboard.search")
record SearchProperties(String url, String indexPrefix, Duration connectPatience, Duration patience,
        Duration feedPatience, Duration lease, Duration renewal, Duration retry, Duration heartbeat, int batch) {
    boolean enabled() {
        return !url.isBlank();
    }
}
