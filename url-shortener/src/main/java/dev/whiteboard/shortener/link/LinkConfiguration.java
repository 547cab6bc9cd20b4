package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.block.BlockList;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the rules from the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkProperties.class)
class LinkConfiguration {
    private static final int SECOND_LISTENER = 1_000;

    @Bean
    PublicAddress publicAddress(LinkProperties properties, @Value("${server.port}") int httpPort) {
        Set<Integer> ports = new HashSet<>(properties.platformPorts());
        ports.addAll(Set.of(httpPort, httpPort + SECOND_LISTENER));
        return new PublicAddress(properties.publicUrl(), ports, properties.otherHosts());
    }

    @Bean
    LinkRules linkRules(PublicAddress address, BlockList blocks, LinkProperties properties) {
        return new LinkRules(address, blocks, properties.usualLife());
    }
}
