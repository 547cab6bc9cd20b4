package dev.whiteboard.storage.download;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param urlLifetime how long an address of a chunk works */
@ConfigurationProperties("whiteboard.downloads")
record DownloadProperties(Duration urlLifetime) {}
