package dev.whiteboard.gateway.edge;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the gateway presents itself.
 *
 * @param publicUrl where clients reach the platform
 * @param trustedProxies addresses or CIDR blocks of load balancers whose {@code X-Forwarded-*} headers are believed
 * @param corsOrigins origins whose pages may call the API; {@code *} for any
 * @param corsCredentials whether those pages may send cookies; never together with {@code *}
 */
@ConfigurationProperties("gateway.edge")
public record EdgeProperties(
        String publicUrl,
        List<String> trustedProxies,
        List<String> corsOrigins,
        boolean corsCredentials) {

    public EdgeProperties {
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
        if (corsCredentials && corsOrigins.contains("*")) {
            throw new IllegalArgumentException("gateway.edge.cors-credentials needs named origins, not *");
        }
    }
}
