package dev.whiteboard.gateway.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.console.Pulse.Beat;
import dev.whiteboard.gateway.edge.EventLoop;
import dev.whiteboard.gateway.health.Readiness;
import dev.whiteboard.gateway.resilience.Upstreams;
import dev.whiteboard.gateway.route.RouteTable;
import dev.whiteboard.gateway.telemetry.Traffic;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the platform is, for everybody: which systems are up, and the figures that their boards name. No addresses, no users. */
@RestController
class LiveController {
    record Overview(
            String status,
            List<SystemView> systems) {}

    record SystemView(
            String system,
            String title,
            Condition state,
            double requestsPerSecond,
            double failuresPerSecond,
            @Nullable Double p99Ms) {}

    record LiveBoard(
            String system,
            Condition state,
            Map<String, LiveBox> boxes) {}

    /** @param busy whether requests pass it right now */
    record LiveBox(
            Condition state,
            boolean busy,
            List<LiveFigure> figures) {}

    record LiveFigure(
            String label,
            @Nullable Double value,
            String unit) {}

    private static final String PER_SECOND = "per_second";
    private static final Beat QUIET = new Beat(0, 0, null, null);

    private final Boards boards;
    private final Readings readings;
    private final Readiness readiness;
    private final Upstreams upstreams;
    private final Traffic traffic;
    private final Pulse pulse;

    LiveController(Boards boards, Readings readings, Readiness readiness, Upstreams upstreams, Traffic traffic,
            RouteTable table) {
        this.boards = boards;
        this.readings = readings;
        this.readiness = readiness;
        this.upstreams = upstreams;
        this.traffic = traffic;
        this.pulse = new Pulse(table, System::nanoTime);
    }

    @GetMapping("/console/live")
    ResponseEntity<Overview> overview() {
        Map<String, Beat> beats = pulse.take(traffic.counted());
        List<SystemView> systems = boards.all()
                .stream()
                .filter(board -> board.service() != null)
                .map(board -> view(board, beats))
                .toList();
        return fresh(new Overview(readiness.state().status(), systems));
    }

    @GetMapping("/console/live/{system}")
    Mono<ResponseEntity<LiveBoard>> board(@PathVariable String system, ServerHttpRequest request) {
        Board board = boards.find(system);
        if (board == null) {
            return Mono.error(Problem.of(ErrorCode.NOT_FOUND, "There is no such system.").asException());
        }
        Map<String, Beat> beats = pulse.take(traffic.counted());
        return Flux.fromIterable(board.asked())
                .filter(service -> condition(service) != Condition.ABSENT)
                .flatMap(service -> readings.of(service).map(pair -> Map.entry(service, pair)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(read -> fresh(live(board, beats, read)))
                .publishOn(EventLoop.of(request));
    }

    private SystemView view(Board board, Map<String, Beat> beats) {
        double requests = 0;
        double failures = 0;
        Double p99 = null;
        for (Board.Box box : board.boxes()) {
            if (box.upstream() != null) {
                Beat beat = beats.getOrDefault(box.upstream(), QUIET);
                requests += beat.perSecond();
                failures += beat.failuresPerSecond();
                p99 = highest(p99, beat.p99Ms());
            }
        }
        return new SystemView(board.system(), board.title(), state(board), requests, failures, p99);
    }

    private LiveBoard live(Board board, Map<String, Beat> beats, Map<String, Readings.Pair> read) {
        Map<String, LiveBox> boxes = new LinkedHashMap<>();
        for (Board.Box box : board.boxes()) {
            String service = board.serviceOf(box);
            boxes.put(box.id(), box(box, service, beats, service == null ? null : read.get(service)));
        }
        return new LiveBoard(board.system(), state(board), boxes);
    }

    private LiveBox box(Board.Box box, @Nullable String service, Map<String, Beat> beats,
            Readings.@Nullable Pair read) {
        List<LiveFigure> figures = new ArrayList<>();
        if ("gateway".equals(box.kind())) {
            double all = beats.values().stream().mapToDouble(Beat::perSecond).sum();
            figures.add(new LiveFigure("requests", all, PER_SECOND));
            return new LiveBox(Condition.UP, all > 0, figures);
        }
        double passing = 0;
        if (box.upstream() != null) {
            Beat beat = beats.getOrDefault(box.upstream(), QUIET);
            passing = beat.perSecond();
            figures.add(new LiveFigure("requests", beat.perSecond(), PER_SECOND));
            if (beat.failuresPerSecond() > 0) {
                figures.add(new LiveFigure("failures", beat.failuresPerSecond(), PER_SECOND));
            }
        }
        if (read != null) {
            for (Board.Figure figure : box.figures()) {
                Double value = read.now().value(figure, read.before());
                figures.add(new LiveFigure(figure.label(), value, figure.unit()));
                passing += figure.unit().equals(PER_SECOND) && value != null ? value : 0;
            }
        }
        if (box.upstream() != null) {
            figures.add(new LiveFigure("p99", beats.getOrDefault(box.upstream(), QUIET).p99Ms(), "ms"));
        }
        return new LiveBox(state(box, service, read), passing > 0, figures);
    }

    private Condition state(Board board) {
        return board.service() == null ? Condition.UP : condition(board.service());
    }

    private Condition state(Board.Box box, @Nullable String service, Readings.@Nullable Pair read) {
        if (service == null) {
            return Condition.UNKNOWN;
        }
        if (box.component() != null) {
            Boolean up = read == null ? null : read.now().components().get(box.component());
            return up == null ? Condition.UNKNOWN : up ? Condition.UP : Condition.DOWN;
        }
        boolean itself = box.upstream() != null || "service".equals(box.kind());
        return itself ? condition(service) : Condition.UNKNOWN;
    }

    private Condition condition(String service) {
        if (!readiness.services().contains(service)) {
            return Condition.ABSENT;
        }
        long ready = upstreams.get(service).replicas().stream().filter(r -> readiness.isReady(r.address())).count();
        return ready == 0
                ? Condition.DOWN
                : ready < upstreams.get(service).replicas().size() ? Condition.PART : Condition.UP;
    }

    private static @Nullable Double highest(@Nullable Double one, @Nullable Double other) {
        return one == null || other != null && other > one ? other : one;
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
