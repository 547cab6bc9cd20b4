package dev.whiteboard.storage.quota;

import dev.whiteboard.common.security.Caller;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells users how much room they have. */
@RestController
class QuotaController {
    private final Accounts accounts;

    QuotaController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/api/v1/storage/quota")
    Quota quota(@AuthenticationPrincipal Caller caller) {
        accounts.rootOf(caller.userId());
        return accounts.quota(caller.userId());
    }
}
