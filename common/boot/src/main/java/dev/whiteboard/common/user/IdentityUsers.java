package dev.whiteboard.common.user;

import java.util.List;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The part of identity's API that says who exists. */
interface IdentityUsers {
    /** How many ids one question may hold. */
    int MOST_IDS = 100;

    /** Those of the ids that are somebody's. */
    @GetExchange("/api/v1/users")
    Found withIds(@RequestParam List<String> ids);

    /** The one of that name, if there is one. */
    @GetExchange("/api/v1/users")
    Found named(@RequestParam String username);

    /** The one who has confirmed that address, if there is one. */
    @GetExchange("/internal/users")
    Found withAddress(@RequestParam String email);

    record Found(
            List<User> data) {}
}
