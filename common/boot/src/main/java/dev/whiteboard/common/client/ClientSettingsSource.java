package dev.whiteboard.common.client;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Finds a service's settings and its replicas in the environment. */
final class ClientSettingsSource {
    private final Environment environment;

    ClientSettingsSource(Environment environment) {
        this.environment = environment;
    }

    ClientSettings settings(String service) {
        return Binder.get(environment).bindOrCreate("whiteboard.clients." + service,
                Bindable.of(ClientSettings.class));
    }

    List<URI> replicas(String service, ClientSettings settings) {
        if (!settings.urls().isEmpty()) {
            return settings.urls();
        }
        String name = service.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
        return Arrays.stream(environment.getRequiredProperty(name).split(",")).map(String::strip).map(URI::create)
                .toList();
    }
}
