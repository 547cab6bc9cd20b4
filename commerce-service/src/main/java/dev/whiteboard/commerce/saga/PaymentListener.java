package dev.whiteboard.commerce.saga;

import dev.whiteboard.commerce.order.Happening;
import dev.whiteboard.commerce.order.Order;
import dev.whiteboard.commerce.order.Orders;
import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventBatchHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hears from billing. All news of one poll is settled in one transaction, orders first and stock after, so that locks
 * are taken in the same order as everywhere else.
 */
@Component
class PaymentListener implements EventBatchHandler<PaymentNews> {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentListener.class);

    private final Orders orders;

    PaymentListener(Orders orders) {
        this.orders = orders;
    }

    @Override
    public String consumer() {
        return "commerce.payments";
    }

    @Override
    public String topic() {
        return "billing.payments.v1";
    }

    @Override
    public Class<PaymentNews> payload() {
        return PaymentNews.class;
    }

    @Override
    public void handleAll(List<Event<PaymentNews>> events) {
        List<Orders.News> news = new ArrayList<>();
        for (Event<PaymentNews> event : events) {
            PaymentNews told = event.payload();
            OptionalLong order = told == null ? OptionalLong.empty() : Order.parse(told.reference());
            if (told == null || order.isEmpty() || !told.isOurs()) {
                continue;
            }
            if (told.rejected() != null) {
                LOG.warn("Billing refused {} of {}: {}", told.commandKey(), told.reference(), told.rejected().code());
            }
            Optional<Happening> happening = told.happening();
            happening.ifPresent(what -> news.add(new Orders.News(order.getAsLong(), what)));
        }
        orders.happen(news);
    }
}
