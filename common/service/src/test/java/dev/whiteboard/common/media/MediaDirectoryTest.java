package dev.whiteboard.common.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.whiteboard.common.client.UpstreamUnavailable;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.error.Problems;
import dev.whiteboard.testkit.TcpProxy;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/** What a service learns of media, from a storage that answers, hangs and goes away. */
class MediaDirectoryTest {
    private static final String ALICE = "usr_0000000000001";
    private static final String BOB = "usr_0000000000002";

    private final TestMedia storage = TestMedia.instance();
    private TcpProxy network;
    private ConfigurableApplicationContext context;
    private MediaDirectory media;

    @BeforeEach
    void start() {
        network = TcpProxy.to(storage.port());
        context = new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run(
                "--STORAGE_URL=http://127.0.0.1:" + network.port(),
                "--IDENTITY_URL=" + TestTokens.instance().identityUrl());
        media = context.getBean(MediaDirectory.class);
    }

    @AfterEach
    void stop() {
        context.close();
        network.close();
    }

    @Test
    void tellsWhoseTheyAreAndWhetherThereIsSomethingToShow() {
        String picture = storage.complete(ALICE);
        String begun = storage.begun(ALICE);

        var found = media.find(List.of(picture, begun, "media_7zzzzzzzzzzzz", "picture", "tw_0000000000001"));

        assertThat(found).containsOnlyKeys(picture, begun);
        assertThat(found.get(picture)).isEqualTo(new Medium(picture, ALICE, "image/png", 5_000, true));
        assertThat(found.get(picture).shownBy(ALICE)).isTrue();
        assertThat(found.get(picture).shownBy(BOB)).isFalse();
        assertThat(found.get(begun).shownBy(ALICE)).isFalse();
    }

    @Test
    void asksOnceForWhatIsCompleteAndAgainForWhatMayBecomeSo() {
        String picture = storage.complete(ALICE);
        String begun = storage.begun(ALICE);
        int before = storage.questions();

        media.find(List.of(picture));
        media.find(List.of(picture, picture));
        assertThat(storage.questions() - before).isEqualTo(1);
        assertThat(media.find(List.of(begun)).get(begun).complete()).isFalse();
        storage.completes(begun, ALICE);
        assertThat(media.find(List.of(begun, picture)).get(begun).complete()).isTrue();
        assertThat(storage.questions() - before).isEqualTo(3);
    }

    @Test
    void asksForAHundredAtATimeAndForNothingThatCannotBeAnId() {
        int before = storage.questions();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            ids.add(storage.complete(BOB));
        }

        assertThat(media.find(ids)).hasSize(250);
        assertThat(media.find(List.of("", "media_", "media_1", "MEDIA_0000000000001"))).isEmpty();
        assertThat(media.find(List.of())).isEmpty();
        assertThat(storage.questions() - before).isEqualTo(3);
    }

    @Test
    void withoutStorageSaysSoInTimeAndStillKnowsWhatItKnew() {
        String known = storage.complete(ALICE);
        String other = storage.complete(ALICE);
        media.find(List.of(known));

        for (Runnable fault : List.<Runnable>of(network::hang, network::cut)) {
            fault.run();
            long start = System.nanoTime();
            assertThatThrownBy(() -> media.find(List.of(known, other))).isInstanceOfSatisfying(
                    UpstreamUnavailable.class, away -> {
                        Problem answer = Problems.of(away);
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.retryAfterSeconds()).isEqualTo("2");
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("a second and what a busy machine adds")
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(media.find(List.of(known))).containsOnlyKeys(known);
            network.pass();
        }
    }

    /** Has what comes from common and needs neither database nor broker. */
    @Configuration(proxyBeanMethods = false)
    @Import(ClientsOnly.class)
    static class Service {}

    static class ClientsOnly extends AutoConfigurationImportSelector {
        @Override
        protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
                AnnotationAttributes attributes) {
            return super.getCandidateConfigurations(metadata, attributes).stream()
                    .filter(name -> name.matches("dev\\.whiteboard\\.common\\.(client|json|media|security)\\..*"))
                    .toList();
        }

        @Override
        protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
            return new AnnotationAttributes();
        }

        @Override
        protected java.util.Set<String> getExclusions(AnnotationMetadata metadata, AnnotationAttributes attributes) {
            return java.util.Set.of();
        }
    }
}
