package dev.whiteboard.ride.driver;

/** By what a rider knows the car. */
public record Vehicle(String make, String model, String plate, String color) {
    private static final int LONGEST = 60;

    public Vehicle {
        check("make", make);
        check("model", model);
        check("plate", plate);
        check("color", color);
    }

    private static void check(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(name + " must have 1 to " + LONGEST + " characters");
        }
    }
}
