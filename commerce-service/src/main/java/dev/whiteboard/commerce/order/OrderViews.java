package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.money.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import org.springframework.stereotype.Component;

/** Puts together what is shown of an order. */
@Component
public class OrderViews {
    private final Orders orders;
    private final Dispatch dispatch;
    private final OrderProperties properties;

    OrderViews(Orders orders, Dispatch dispatch, OrderProperties properties) {
        this.orders = orders;
        this.dispatch = dispatch;
        this.properties = properties;
    }

    public OrderView of(Order order) {
        Currency currency = order.total().currency();
        return new OrderView(order.publicId(), order.status().wire(), order.payment().wire(), order.payment().note(),
                order.total().text(), currency.getCurrencyCode(),
                orders.lines(order).stream().map(line -> item(line, currency)).toList(), order.shipTo(),
                estimatedDelivery(order), dispatch.parcels(order), orders.history(order), order.placedAt(),
                order.updatedAt());
    }

    public LocalDate estimatedDelivery(Order order) {
        return LocalDate.ofInstant(order.placedAt().plus(properties.delivery()), ZoneOffset.UTC);
    }

    static OrderView.Summary summary(Order order) {
        return new OrderView.Summary(order.publicId(), order.status().wire(), order.payment().wire(),
                order.total().text(), order.total().currency().getCurrencyCode(), order.placedAt(), order.updatedAt());
    }

    private static OrderView.Item item(OrderLine line, Currency currency) {
        return new OrderView.Item(PublicId.format(Product.PREFIX, line.productId()), line.sellerId(), line.title(),
                line.units(), Money.text(line.priceMinor(), currency),
                Money.text(Math.multiplyExact(line.priceMinor(), line.units()), currency));
    }
}
