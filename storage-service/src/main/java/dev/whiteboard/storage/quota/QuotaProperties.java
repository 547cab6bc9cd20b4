package dev.whiteboard.storage.quota;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** @param size what a new account may keep */
@ConfigurationProperties("whiteboard.quota")
public record QuotaProperties(DataSize size) {}
