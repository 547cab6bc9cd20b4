package dev.whiteboard.local.psp;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Starts the provider. It configures nothing by what happens to lie on the class path, and has a configuration file of
 * its own name, so that it can also be started from another module's tests.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
public class PspApplication {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(PspApplication.class).web(WebApplicationType.NONE)
                .properties("spring.config.name=psp").run(arguments);
    }

    @Bean
    Psp psp(@Value("${psp.address}") String address, @Value("${psp.port}") int port, @Value("${psp.file}") Path file,
            @Value("${psp.webhook-url}") URI webhookUrl, @Value("${psp.webhook-secret}") String secret,
            @Value("${psp.seed}") long seed) {
        return new Psp(new Psp.Place(address, port, file), webhookUrl, secret, Behaviour.usual(seed));
    }
}
