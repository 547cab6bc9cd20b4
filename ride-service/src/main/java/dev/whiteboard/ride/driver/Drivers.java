package dev.whiteboard.ride.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of drivers. */
@Repository
public class Drivers {
    private static final String COLUMNS = "id, city, make, model, plate, color, license_number, available, created_at";

    private final JdbcClient jdbc;

    Drivers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Driver> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from driver where id = :id").param("id", id)
                .query((row, _) -> driver(row)).optional();
    }

    /** Nothing if this user or this licence is a driver already. */
    Optional<Driver> insert(String id, String city, Vehicle vehicle, String licenseNumber) {
        return jdbc.sql("""
                insert into driver (id, city, make, model, plate, color, license_number)
                values (:id, :city, :make, :model, :plate, :color, :license)
                on conflict do nothing returning\s""" + COLUMNS)
                .param("id", id).param("city", city).param("make", vehicle.make()).param("model", vehicle.model())
                .param("plate", vehicle.plate()).param("color", vehicle.color()).param("license", licenseNumber)
                .query((row, _) -> driver(row)).optional();
    }

    Optional<Driver> setAvailable(String id, boolean available) {
        return jdbc.sql("update driver set available = :available where id = :id returning " + COLUMNS)
                .param("available", available).param("id", id).query((row, _) -> driver(row)).optional();
    }

    private static Driver driver(ResultSet row) throws SQLException {
        return new Driver(row.getString("id"), row.getString("city"),
                new Vehicle(row.getString("make"), row.getString("model"), row.getString("plate"),
                        row.getString("color")),
                row.getString("license_number"), row.getBoolean("available"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
