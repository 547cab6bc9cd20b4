package dev.whiteboard.gateway.cache;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the edge may keep, and how long it may believe it.
 *
 * @param memory of all bodies together: kept ones, those on their way in, and those that only slow readers still hold
 * @param largest a body beyond it is passed on and not kept
 * @param confirmAfter how long an answer may be served until the origin has to confirm it, however long it is fresh; bounds
 *        how long a purge can be missed
 * @param negativeAtMost how long "there is no such thing" may be remembered
 * @param headTimeout until the origin's answer begins, and between two pieces of it
 * @param fetchTimeout for a whole answer that is kept
 * @param purgePoll how often the log of purges is read
 */
@ConfigurationProperties("gateway.edge-cache")
record EdgeCacheProperties(
        @DefaultValue("96MB") DataSize memory,
        @DefaultValue("32MB") DataSize largest,
        @DefaultValue("40s") Duration confirmAfter,
        @DefaultValue("5s") Duration negativeAtMost,
        @DefaultValue("3s") Duration headTimeout,
        @DefaultValue("15s") Duration fetchTimeout,
        @DefaultValue("500ms") Duration purgePoll) {}
