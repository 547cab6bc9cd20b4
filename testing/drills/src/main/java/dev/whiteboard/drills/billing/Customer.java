package dev.whiteboard.drills.billing;

import java.util.List;

/**
 * Somebody who pays.
 *
 * @param methods their payment methods at billing
 */
record Customer(String id, String token, List<String> methods) {}
