package dev.whiteboard.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.gateway.edge.EdgeProperties;
import dev.whiteboard.gateway.edge.SecurityHeaders;

/** The front page: a page for browsers, a few commands to try for everybody else. */
@RestController
class LandingController {
    private final String page;
    private final String text;

    LandingController(EdgeProperties properties) {
        this.page = read("landing/index.html").replace("{public_url}", properties.publicUrl());
        this.text = read("landing/index.txt").replace("{public_url}", properties.publicUrl());
    }

    @GetMapping("/")
    ResponseEntity<String> front(@RequestHeader(value = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        boolean browser = accept.contains(MediaType.TEXT_HTML_VALUE);
        return ResponseEntity.ok()
                .contentType(
                        new MediaType(browser ? MediaType.TEXT_HTML : MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(SecurityHeaders.CSP, SecurityHeaders.PAGE_CSP)
                .cacheControl(CacheControl.noCache())
                .body(browser ? page : text);
    }

    private static String read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
