package dev.whiteboard.common.worker;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How worker ids are leased.
 *
 * @param lease how long a silent holder keeps its worker id
 * @param span how far ahead of its clock a holder reserves time to issue in; renewed three times per span
 * @param patience the step back of the clock that is waited out rather than refused
 * @param maxSkew how far the machine's clock may be from the database's
 */
@ConfigurationProperties("whiteboard.ids")
record WorkerProperties(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("10s") Duration span,
        @DefaultValue("50ms") Duration patience,
        @DefaultValue("1m") Duration maxSkew) {}
