package dev.whiteboard.billing.ledger;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an administrator whether the books are right. */
@RestController
class LedgerController {
    private final LedgerAudit audit;

    LedgerController(LedgerAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/admin/ledger/check")
    LedgerCheck check() {
        return audit.check();
    }
}
