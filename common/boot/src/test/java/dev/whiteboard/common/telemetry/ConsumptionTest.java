package dev.whiteboard.common.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

class ConsumptionTest {
    private static final String PAID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String SHIPPED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Recorded recorded = new Recorded();
    private final Consumption consumption = new Consumption(SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(recorded)).build().get("test"));

    @Test
    void anEventIsConsumedInTheTraceThatSentIt() {
        List<String> seen = new ArrayList<>();
        consumption.of("shop.payments", List.of(PAID), () -> seen.add(TraceContext.current()));

        SpanData span = recorded.spans.getFirst();
        assertThat(span.getName()).isEqualTo("shop.payments");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(seen).containsExactly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void eventsThatAreHandledTogetherHaveASpanInEachOfTheirTraces() {
        List<String> seen = new ArrayList<>();
        consumption.of("shop.payments", List.of(PAID, SHIPPED), () -> seen.add(TraceContext.current()));

        assertThat(recorded.spans).extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrder("00f067aa0ba902b7", "b7ad6b7169203331");
        assertThat(seen).as("what is done for all of them belongs to none").containsExactly((String) null);
    }

    @Test
    void anEventWithoutATraceBeginsOne() {
        consumption.of("shop.payments", List.of(""), () -> {});

        assertThat(recorded.spans).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).matches("[0-9a-f]{32}");
            assertThat(span.getParentSpanContext().isValid()).isFalse();
        });
    }

    @Test
    void aFailureIsInTheSpanAndPassesOn() {
        assertThatThrownBy(() -> consumption.of("shop.payments", List.of(PAID), () -> {
            throw new IllegalStateException("no");
        })).hasMessage("no");

        assertThat(recorded.spans).singleElement()
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    }

    @Test
    void withoutACollectorTheTraceGoesOnAllTheSame() {
        List<String> seen = new ArrayList<>();
        Consumption.unrecorded().of("shop.payments", List.of(PAID), () -> seen.add(TraceContext.current()));

        assertThat(seen).containsExactly(PAID);
    }

    private static final class Recorded implements SpanExporter {
        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
