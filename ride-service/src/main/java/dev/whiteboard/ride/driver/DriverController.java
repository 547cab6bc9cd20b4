package dev.whiteboard.ride.driver;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.city.Cities;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users become drivers here, and say whether they want to work. */
@RestController
@RequestMapping("/api/v1/drivers")
class DriverController {
    private static final String USUAL_CITY = "demo";
    private static final String LICENSE = "[A-Za-z0-9-]{4,32}";

    private final Drivers drivers;
    private final Cities cities;

    enum Status {
        AVAILABLE, OFFLINE
    }

    record Registration(Vehicle vehicle, String licenseNumber, @Nullable String city) {}

    record Readiness(Status status) {}

    record DriverView(String driverId, Vehicle vehicle, String licenseNumber, String city, String status,
            Instant createdAt) {
        static DriverView of(Driver driver) {
            return new DriverView(driver.id(), driver.vehicle(), driver.licenseNumber(), driver.city(),
                    driver.status(), driver.createdAt());
        }
    }

    DriverController(Drivers drivers, Cities cities) {
        this.drivers = drivers;
        this.cities = cities;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DriverView register(@RequestBody Registration registration, @AuthenticationPrincipal Caller caller) {
        String city = Optional.ofNullable(registration.city()).orElse(USUAL_CITY);
        if (cities.find(city).isEmpty()) {
            throw Problem.of(VALIDATION_ERROR, "is none of our cities").field("city").asException();
        }
        if (!registration.licenseNumber().matches(LICENSE)) {
            throw Problem.of(VALIDATION_ERROR, "must have 4 to 32 letters, digits and hyphens").field("license_number")
                    .asException();
        }
        return drivers.insert(caller.userId(), city, registration.vehicle(), registration.licenseNumber())
                .map(DriverView::of).orElseThrow(() -> existing(caller.userId()).asException());
    }

    /** Who goes offline keeps the ride that was accepted, and is offered no other. */
    @PutMapping("/status")
    DriverView status(@RequestBody Readiness readiness, @AuthenticationPrincipal Caller caller) {
        return drivers.setAvailable(caller.userId(), readiness.status() == Status.AVAILABLE).map(DriverView::of)
                .orElseThrow(() -> Problem.of(FORBIDDEN, "you are not a driver").asException());
    }

    private Problem existing(String userId) {
        return drivers.find(userId).isPresent()
                ? Problem.of(ALREADY_EXISTS, "you are a driver already")
                : Problem.of(ALREADY_EXISTS, "is another driver's").field("license_number");
    }
}
