package dev.whiteboard.chat.log;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bounds of appending.
 *
 * @param lanes how many transactions append at a time; a conversation always uses the same lane
 * @param batch how many drafts one transaction takes at most
 * @param queue how many drafts may wait for one lane
 */
@ConfigurationProperties("whiteboard.log")
record LogProperties(int lanes, int batch, int queue) {}
