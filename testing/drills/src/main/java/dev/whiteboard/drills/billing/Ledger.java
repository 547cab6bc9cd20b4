package dev.whiteboard.drills.billing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the clients asked for and were told. */
final class Ledger {
    private final String prefix;
    private final List<Customer> customers;
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Queue<String> lies = new ConcurrentLinkedQueue<>();

    /** @param prefix begins the reference of every order, and of nobody else's */
    Ledger(String prefix, List<Customer> customers) {
        this.prefix = prefix;
        this.customers = List.copyOf(customers);
    }

    String prefix() {
        return prefix;
    }

    List<Customer> customers() {
        return customers;
    }

    List<Order> orders() {
        return orders;
    }

    Order order(long number, Customer customer, String method, long cents) {
        Order order = new Order(prefix + number, customer, method, cents);
        orders.add(order);
        return order;
    }

    void lie(String what) {
        lies.add(what);
    }

    Queue<String> lies() {
        return lies;
    }
}
