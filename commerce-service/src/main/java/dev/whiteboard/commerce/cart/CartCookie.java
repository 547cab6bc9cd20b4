package dev.whiteboard.commerce.cart;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie by which a visitor finds their cart again: a random name that nobody guesses and no script reads. */
@Component
class CartCookie {
    private static final String NAME = "wb_cart";
    private static final int BYTES = 24;
    private static final String SHAPE = "[A-Za-z0-9_-]{32}";

    private final SecureRandom random = new SecureRandom();
    private final CartProperties properties;

    CartCookie(CartProperties properties) {
        this.properties = properties;
    }

    CartOwner.@Nullable Visitor read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null || !cookie.getValue().matches(SHAPE) ? null : new CartOwner.Visitor(cookie.getValue());
    }

    CartOwner.Visitor issue(HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        send(value, properties.remembered(), request, response);
        return new CartOwner.Visitor(value);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        send("", Duration.ZERO, request, response);
    }

    private static void send(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        boolean secure = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, value).path("/api/v1").maxAge(age)
                .httpOnly(true).sameSite("Lax").secure(secure).build().toString());
    }
}
