package dev.whiteboard.feed.like;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an operator whether counters equal their sets. */
@RestController
class AuditController {
    private final CountAudit audit;

    AuditController(CountAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/admin/feed/reconcile")
    CountAudit.Findings reconcile() {
        return audit.findings();
    }
}
