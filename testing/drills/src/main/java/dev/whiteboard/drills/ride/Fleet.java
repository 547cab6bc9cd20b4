package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Somebody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All cars; they drive until the fleet is closed. */
final class Fleet implements AutoCloseable {
    private final List<Car> cars = new ArrayList<>();
    private final ExecutorService streets = Executors.newVirtualThreadPerTaskExecutor();

    Fleet(Client client, Town town, Ledger ledger, List<Somebody> drivers, Duration beat, long seed)
            throws InterruptedException {
        var random = new SplittableRandom(seed);
        for (Somebody driver : drivers) {
            Car car = new Car(client, town, ledger, driver, beat, random.split());
            if (!car.begin(cars.size())) {
                throw new DrillAborted("a driver cannot begin: is ride-service up? ./whiteboard up");
            }
            cars.add(car);
        }
        cars.forEach(streets::execute);
    }

    List<Car> cars() {
        return List.copyOf(cars);
    }

    @Override
    public void close() {
        cars.forEach(Car::end);
        streets.close();
    }
}
