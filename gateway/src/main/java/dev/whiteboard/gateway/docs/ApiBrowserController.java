package dev.whiteboard.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.gateway.edge.SecurityHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Swagger UI over every service's description; it needs nothing from outside. */
@RestController
class ApiBrowserController {
    private static final String SWAGGER_UI = "classpath*:/META-INF/resources/webjars/swagger-ui/*/";

    private final ApiDescriptions descriptions;

    ApiBrowserController(ApiDescriptions descriptions) {
        this.descriptions = descriptions;
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header(SecurityHeaders.CSP, SecurityHeaders.PAGE_CSP)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("docs/index.html"));
    }

    @GetMapping("/docs/assets/{name:[a-z-]+\\.(?:js|css)}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        Resource asset = find(name);
        return ResponseEntity.ok()
                .contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(asset);
    }

    @GetMapping("/docs/services")
    Flux<ApiDescriptions.Service> services() {
        return descriptions.services();
    }

    @GetMapping("/docs/specs/{service}")
    Mono<JsonNode> description(@PathVariable String service) {
        return descriptions.of(service);
    }

    private static Resource find(String name) {
        ClassPathResource own = new ClassPathResource("docs/" + name);
        if (own.exists()) {
            return own;
        }
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI + name))
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path.").asException());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
