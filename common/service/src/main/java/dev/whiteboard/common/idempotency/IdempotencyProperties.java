package dev.whiteboard.common.idempotency;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long keys are kept, and what a request with a key may cost.
 *
 * @param lease when a request that neither ended nor died in a way that we noticed may be run again; also its timeout
 * @param retention how long an answer is replayed
 * @param maxBody the longest body, of the request and of the answer, that is held in memory
 */
@ConfigurationProperties("whiteboard.idempotency")
record IdempotencyProperties(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("24h") Duration retention,
        @DefaultValue("1MB") DataSize maxBody) {}
