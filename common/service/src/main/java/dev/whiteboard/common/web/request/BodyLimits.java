package dev.whiteboard.common.web.request;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a body may be.
 *
 * @param bodyLimit for every path that is not named
 * @param bodyLimits for paths that begin with the key
 */
@ConfigurationProperties("whiteboard.web")
record BodyLimits(
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue Map<String, DataSize> bodyLimits) {

    long of(String path) {
        String longest = "";
        for (String prefix : bodyLimits.keySet()) {
            if (path.startsWith(prefix) && prefix.length() > longest.length()) {
                longest = prefix;
            }
        }
        return bodyLimits.getOrDefault(longest, bodyLimit).toBytes();
    }
}
