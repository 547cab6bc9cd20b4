package dev.whiteboard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Nothing here fetches an address that a client names: links are given out, never followed; media are put into the store
 * by their owners. So no request can be made to ask the inside of the network on somebody's behalf. Who adds a way out adds
 * it here, and answers where its addresses come from.
 */
class OutboundTest {
    private static final Set<String> CLIENTS = Set.of("java.net.http.HttpClient",
            "org.springframework.web.client.RestClient", "org.springframework.web.client.RestTemplate",
            "org.springframework.web.reactive.function.client.WebClient", "reactor.netty.http.client.HttpClient",
            "co.elastic.clients.transport.rest5_client.low_level.Rest5Client", "java.net.HttpURLConnection");
    /** Their addresses come from the environment; the gateway's also from its own table of routes. */
    private static final String[] KNOWN = {"dev.whiteboard.common.client..", "dev.whiteboard.common.security..",
        "dev.whiteboard.common.search..",
        "dev.whiteboard.gateway..", "dev.whiteboard.billing.provider..",
        "dev.whiteboard.local..", "dev.whiteboard.drills..", "dev.whiteboard.load..", "dev.whiteboard.simulations.."};

    @Test
    void whoMayCallOutIsKnown() {
        ArchRule rule = noClasses().that().resideOutsideOfPackages(KNOWN).should().dependOnClassesThat(
                describe("make requests", (JavaClass type) -> CLIENTS.contains(type.getName())));
        rule.check(House.CLASSES);
    }

    @Test
    void nobodyOpensAUrl() {
        noClasses().that().resideOutsideOfPackage("dev.whiteboard.local..").should()
                .callMethod(java.net.URL.class, "openStream").orShould()
                .callMethod(java.net.URL.class, "openConnection").check(House.CLASSES);
    }
}
