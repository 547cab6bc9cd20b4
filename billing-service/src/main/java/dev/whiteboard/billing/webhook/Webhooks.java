package dev.whiteboard.billing.webhook;

import dev.whiteboard.billing.payment.Settlement;
import dev.whiteboard.billing.payment.Verdict;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes each event once. Order does not matter: an event says what became of one operation, which never changes. */
@Service
class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final JdbcClient jdbc;
    private final Settlement settlement;

    Webhooks(JdbcClient jdbc, Settlement settlement) {
        this.jdbc = jdbc;
        this.settlement = settlement;
    }

    /** True if it was news. */
    @Transactional
    public boolean take(ProviderEvent event) {
        boolean fresh = jdbc.sql("insert into webhook_event (id) values (:id) on conflict do nothing")
                .param("id", event.id()).update() == 1;
        if (!fresh) {
            return false;
        }
        ProviderEvent.Data data = event.data();
        if (data.amount() != null && data.currency() != null
                && settlement.isAboutAnotherSum(data.key(), data.amount(), data.currency())) {
            LOG.error("{} tells of another sum than {} has, and is not believed", event.id(), data.key());
            return false;
        }
        return switch (data.status()) {
            case "succeeded" -> settlement.settle(data.key(), new Verdict.Succeeded(data.id()));
            case "declined" -> settlement.settle(data.key(),
                    new Verdict.Declined(data.declineCode() == null ? "declined" : data.declineCode()));
            default -> false;
        };
    }

    void forget(Duration age) {
        jdbc.sql("delete from webhook_event where received_at < wb_now() - :age * interval '1 millisecond'")
                .param("age", age.toMillis()).update();
    }
}
