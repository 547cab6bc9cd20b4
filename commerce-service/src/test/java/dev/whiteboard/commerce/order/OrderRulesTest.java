package dev.whiteboard.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.commerce.inventory.Movement;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to an order, in whatever order and however often. */
class OrderRulesTest {
    private static final int HAPPENINGS = 30;

    @Test
    @Promise("commerce.any-news-in-any-order")
    void moneyAndUnitsAgreeAfterAnySequenceOfNews() {
        Random random = Seed.random("order rules");
        for (int round = Scale.rounds(100_000); round > 0; round--) {
            moneyAndUnitsAgree(random, OrderRules::decide);
        }
    }

    @Test
    @Promise(value = "commerce.any-news-in-any-order", naive = true)
    void believingTheLastNewsTakesUnitsThatWereReleased() {
        Random random = Seed.random("order rules");
        Toy.mustFail(1_000, () -> moneyAndUnitsAgree(random, (order, happening) -> switch (happening) {
            case Happening.Captured _ -> new Decision.Change(OrderStatus.PAID, PaymentState.CAPTURED, Movement.CLAIM,
                    Decision.Ask.NOTHING, order.refundNo(), "It is paid.");
            case Happening.Declined _ -> new Decision.Change(OrderStatus.FAILED, PaymentState.DECLINED,
                    Movement.RELEASE, Decision.Ask.NOTHING, order.refundNo(), "It was declined.");
            default -> OrderRules.decide(order, happening);
        }));
    }

    private interface Rules {
        Decision decide(Order order, Happening happening);
    }

    private static void moneyAndUnitsAgree(Random random, Rules rules) {
        Order order = placed();
        List<Movement> moved = new ArrayList<>(List.of(Movement.RESERVE));
        int refundsAsked = 0;
        for (int i = 0; i < HAPPENINGS; i++) {
            Happening happening = any(random, order);
            if (rules.decide(order, happening) instanceof Decision.Change change) {
                refundsAsked += change.ask() == Decision.Ask.REFUND && !(happening instanceof Happening.Overdue)
                        ? 1
                        : 0;
                if (change.stock() != null) {
                    moved.add(change.stock());
                }
                order = after(order, change);
            }
            assertThat(moved).as(happening.toString()).isIn(
                    List.of(Movement.RESERVE), List.of(Movement.RESERVE, Movement.RELEASE),
                    List.of(Movement.RESERVE, Movement.CLAIM),
                    List.of(Movement.RESERVE, Movement.CLAIM, Movement.RETURN));
            assertThat(moved.size() == 1).isEqualTo(order.status() == OrderStatus.PENDING);
            assertThat(refundsAsked).isLessThanOrEqualTo(1);
            if (order.payment() == PaymentState.CAPTURED) {
                assertThat(order.status()).isIn(OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.DELIVERED);
                assertThat(moved).endsWith(Movement.CLAIM);
            }
        }
    }

    @Test
    void whatHappenedAlreadyHappensOnce() {
        Order paid = after(placed(), change(placed(), new Happening.Captured()));
        assertThat(OrderRules.decide(paid, new Happening.Captured())).isEqualTo(new Decision.Nothing());
        assertThat(OrderRules.decide(paid, new Happening.Declined("late"))).isEqualTo(new Decision.Nothing());
        assertThat(OrderRules.decide(paid, new Happening.Expired())).isEqualTo(new Decision.Nothing());
    }

    @Test
    void onlyADeclinedRefundIsFollowedByAnotherKey() {
        Order failed = after(placed(), change(placed(), new Happening.Expired()));
        Order refunding = after(failed, change(failed, new Happening.Captured()));
        assertThat(refunding.refundNo()).isEqualTo(1);
        assertThat(change(refunding, new Happening.Overdue()).refundNo()).isEqualTo(1);
        assertThat(change(refunding, new Happening.RefundDeclined(1)).refundNo()).isEqualTo(2);
        assertThat(OrderRules.decide(refunding, new Happening.RefundDeclined(2))).isEqualTo(new Decision.Nothing());
    }

    private static Decision.Change change(Order order, Happening happening) {
        return (Decision.Change) OrderRules.decide(order, happening);
    }

    private static Happening any(Random random, Order order) {
        List<Happening> all = List.of(new Happening.Captured(), new Happening.Declined("no"),
                new Happening.Unanswered(), new Happening.Refunded(), new Happening.RefundDeclined(order.refundNo()),
                new Happening.Expired(), new Happening.Overdue(), new Happening.Cancelled(),
                new Happening.RefundWanted(), new Happening.Shipped(), new Happening.Delivered());
        return all.get(random.nextInt(all.size()));
    }

    private static Order placed() {
        return new Order(1, "usr_1", OrderStatus.PENDING, PaymentState.ASKED,
                new Money(1_000, Currency.getInstance("USD")), "tok_visa",
                new Place("Ada", "1 Main St", null, "Paris", null, "75001", "FR"), Instant.EPOCH, 0, 1, 0,
                Instant.EPOCH, Instant.EPOCH, false);
    }

    private static Order after(Order order, Decision.Change change) {
        return new Order(order.id(), order.buyerId(), change.status(), change.payment(), order.total(), order.method(),
                order.shipTo(), order.reservedUntil(), change.refundNo(), 1, order.version() + 1, order.placedAt(),
                order.updatedAt(), order.isExpired());
    }
}
