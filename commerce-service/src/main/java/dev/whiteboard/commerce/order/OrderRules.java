package dev.whiteboard.commerce.order;

import static dev.whiteboard.commerce.order.OrderStatus.CANCELLED;
import static dev.whiteboard.commerce.order.OrderStatus.DELIVERED;
import static dev.whiteboard.commerce.order.OrderStatus.FAILED;
import static dev.whiteboard.commerce.order.OrderStatus.PAID;
import static dev.whiteboard.commerce.order.OrderStatus.PENDING;
import static dev.whiteboard.commerce.order.OrderStatus.SHIPPED;
import static dev.whiteboard.commerce.order.PaymentState.ASKED;
import static dev.whiteboard.commerce.order.PaymentState.CAPTURED;
import static dev.whiteboard.commerce.order.PaymentState.DECLINED;
import static dev.whiteboard.commerce.order.PaymentState.REFUNDED;
import static dev.whiteboard.commerce.order.PaymentState.REFUNDING;
import static dev.whiteboard.commerce.order.PaymentState.UNKNOWN;
import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;

import dev.whiteboard.commerce.inventory.Movement;
import dev.whiteboard.commerce.order.Decision.Ask;
import dev.whiteboard.commerce.order.Decision.Change;
import dev.whiteboard.commerce.order.Decision.Nothing;
import dev.whiteboard.commerce.order.Decision.Refused;
import dev.whiteboard.common.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what happens to an order: the whole saga, without a database.
 *
 * <p>News may come twice, late or out of order. So each rule asks how the order stands, never what came before, and news
 * that changes nothing is no error. Units go one way only: reserved, then claimed or released; claimed, then perhaps
 * returned.
 */
final class OrderRules {
    private OrderRules() {}

    static Decision decide(Order order, Happening happening) {
        return switch (happening) {
            case Happening.Captured _ -> captured(order);
            case Happening.Declined(String reason) -> declined(order, reason);
            case Happening.Unanswered _ -> order.payment() == ASKED
                    ? new Change(order.status(), UNKNOWN, null, Ask.NOTHING, order.refundNo(), UNKNOWN.note())
                    : new Nothing();
            case Happening.Refunded _ -> refunded(order);
            case Happening.RefundDeclined(int number) -> order.payment() == REFUNDING && number == order.refundNo()
                    ? new Change(order.status(), REFUNDING, null, Ask.NOTHING, number + 1,
                            "The provider declined to give it back. We ask again.")
                    : new Nothing();
            case Happening.Expired _ -> order.status() == PENDING
                    ? new Change(FAILED, order.payment(), Movement.RELEASE, Ask.NOTHING, order.refundNo(),
                            "It was not paid in time. Should the payment still arrive, it is given back.")
                    : new Nothing();
            case Happening.Overdue _ -> overdue(order);
            case Happening.Cancelled _ -> cancelled(order);
            case Happening.RefundWanted _ -> refundWanted(order);
            case Happening.Shipped _ -> order.status() == PAID && order.payment() == CAPTURED
                    ? change(order, SHIPPED, "It is on its way.")
                    : new Nothing();
            case Happening.Delivered _ -> order.status() == SHIPPED
                    ? change(order, DELIVERED, "It has arrived.")
                    : new Nothing();
        };
    }

    private static Decision captured(Order order) {
        if (!isUnpaid(order.payment())) {
            return new Nothing();
        }
        return order.status() == PENDING
                ? new Change(PAID, CAPTURED, Movement.CLAIM, Ask.NOTHING, order.refundNo(), "It is paid.")
                : giveBack(order, order.status(), null, "The payment came too late, and is given back.");
    }

    private static Decision declined(Order order, String reason) {
        if (!isUnpaid(order.payment())) {
            return new Nothing();
        }
        boolean pending = order.status() == PENDING;
        return new Change(pending ? FAILED : order.status(), DECLINED, pending ? Movement.RELEASE : null, Ask.NOTHING,
                order.refundNo(), "The payment was declined (" + reason + "). Nothing was taken.");
    }

    private static Decision refunded(Order order) {
        if (order.payment() != REFUNDING) {
            return new Nothing();
        }
        OrderStatus status = order.status() == FAILED || order.status() == CANCELLED
                ? order.status()
                : OrderStatus.REFUNDED;
        return new Change(status, REFUNDED, null, Ask.NOTHING, order.refundNo(), REFUNDED.note());
    }

    private static Decision overdue(Order order) {
        return switch (order.payment()) {
            case ASKED, UNKNOWN -> new Change(order.status(), order.payment(), null, Ask.CHARGE, order.refundNo(), "");
            case REFUNDING -> new Change(order.status(), REFUNDING, null, Ask.REFUND, order.refundNo(), "");
            case CAPTURED, DECLINED, REFUNDED -> new Nothing();
        };
    }

    private static Decision cancelled(Order order) {
        return switch (order.status()) {
            case PENDING -> new Change(CANCELLED, order.payment(), Movement.RELEASE, Ask.NOTHING, order.refundNo(),
                    "The buyer cancelled it. Should the payment still arrive, it is given back.");
            case PAID -> order.payment() == CAPTURED
                    ? giveBack(order, CANCELLED, Movement.RETURN, "The buyer cancelled it. The amount is given back.")
                    : new Nothing();
            case CANCELLED -> new Nothing();
            case SHIPPED, DELIVERED -> refuse("it has been sent; ask for a refund instead");
            case FAILED, REFUNDED -> refuse("it is over");
        };
    }

    /** What was not sent goes back on the shelf; what was sent, even if only some of it was, stays sold. */
    private static Decision refundWanted(Order order) {
        return switch (order.payment()) {
            case CAPTURED -> giveBack(order, order.status(), order.status() == PAID ? Movement.RETURN : null,
                    "The buyer wants the money back.");
            case REFUNDING, REFUNDED -> new Nothing();
            case ASKED, UNKNOWN -> refuse("it is not paid; cancel it instead");
            case DECLINED -> refuse("nothing was taken");
        };
    }

    private static Change giveBack(Order order, OrderStatus status, @Nullable Movement stock, String note) {
        return new Change(status, REFUNDING, stock, Ask.REFUND, order.refundNo() + 1, note);
    }

    private static Change change(Order order, OrderStatus status, String note) {
        return new Change(status, order.payment(), null, Ask.NOTHING, order.refundNo(), note);
    }

    private static boolean isUnpaid(PaymentState payment) {
        return payment == ASKED || payment == UNKNOWN;
    }

    private static Refused refuse(String message) {
        return new Refused(Problem.of(CONFLICT, message));
    }
}
