package dev.whiteboard.shortener.unlock;

import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.INVALID_CREDENTIALS;
import static dev.whiteboard.common.problem.ErrorCode.MISSING_FIELD;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.RATE_LIMITED;
import static dev.whiteboard.common.problem.ErrorCode.SERVICE_UNAVAILABLE;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.shortener.link.Links;
import dev.whiteboard.shortener.link.LockedLink;
import dev.whiteboard.shortener.page.Page;
import dev.whiteboard.shortener.page.PasswordPage;
import dev.whiteboard.shortener.password.LinkPasswords;
import dev.whiteboard.shortener.password.Verdict;
import dev.whiteboard.shortener.redirect.Entrance;
import dev.whiteboard.shortener.redirect.Entry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes the password of a protected link, from a program as JSON or from our own page as a form, and sends its bearer on.
 * Always by 303: a 307 would have the browser bring the password to where the link leads.
 */
@RestController
class UnlockController {
    private static final String PATH = "/api/v1/links/{key}/unlock";
    private static final String FIELD = "password";
    private static final int LONGEST = 1_024;

    private final Links links;
    private final LinkPasswords passwords;
    private final Entrance entrance;

    UnlockController(Links links, LinkPasswords passwords, Entrance entrance) {
        this.links = links;
        this.passwords = passwords;
        this.entrance = entrance;
    }

    @Operation(summary = "Follow a link that is protected by a password", description = "To be answered by a browser's form as well: then a wrong password is told on a page.")
    @ApiResponse(responseCode = "303", description = "On to where the link leads; this counts as a click")
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> unlock(@PathVariable String key, @RequestBody UnlockRequest body,
            HttpServletRequest request) {
        return unlock(key, body.password(), request);
    }

    @Operation(hidden = true)
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> unlockByForm(@PathVariable String key, @RequestBody MultiValueMap<String, String> form,
            HttpServletRequest request) {
        String password = form.getFirst(FIELD);
        if (password == null) {
            throw Problem.of(MISSING_FIELD, "is required").field(FIELD).asException();
        }
        return unlock(key, password, request);
    }

    private ResponseEntity<String> unlock(String key, String password, HttpServletRequest request) {
        LockedLink locked = links.findLocked(key)
                .orElseThrow(() -> Problem.of(NOT_FOUND, "there is no such short link").asException());
        if (locked.passwordHash() == null) {
            return onTo("/" + key);
        }
        if (locked.link().deleted() || locked.link().disabled()) {
            throw gone();
        }
        Verdict verdict = password.length() > LONGEST
                ? new Verdict.Wrong()
                : passwords.check(key, password, locked.passwordHash());
        return switch (verdict) {
            case Verdict.Right _ -> enter(locked, request);
            case Verdict.Wrong _ -> refused(key, request, Problem.of(INVALID_CREDENTIALS, "this is not the password")
                    .field(FIELD));
            case Verdict.NotNow(Duration wait) -> refused(key, request, Problem
                    .of(RATE_LIMITED, "too many wrong passwords were tried, come back later").retryAfter(wait));
        };
    }

    private ResponseEntity<String> enter(LockedLink locked, HttpServletRequest request) {
        return switch (entrance.enter(locked, request.getRemoteAddr(), request::getHeader)) {
            case Entry.Admitted(String location) -> onTo(location);
            case Entry.Gone _ -> throw gone();
            case Entry.Unknown _ -> throw Problem
                    .of(SERVICE_UNAVAILABLE, "this short link cannot be looked up right now")
                    .retryAfter(Duration.ofSeconds(1)).asException();
        };
    }

    private static RuntimeException gone() {
        return Problem.of(GONE, "this short link leads nowhere any more").asException();
    }

    private static ResponseEntity<String> onTo(String location) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /** A browser sees the page again, with the reason; everybody else a problem. */
    private static ResponseEntity<String> refused(String key, HttpServletRequest request, Problem problem) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw problem.asException();
        }
        var response = ResponseEntity.status(problem.status()).header(HttpHeaders.CONTENT_TYPE, Page.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store").header("Content-Security-Policy", Page.POLICY);
        if (problem.retryAfterSeconds() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response.body(PasswordPage.of(key, problem.message()).html());
    }
}
