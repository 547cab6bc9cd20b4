package dev.whiteboard.ride.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of payments. */
@Repository
class Payments {
    private final JdbcClient jdbc;

    Payments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Payment payment) {
        jdbc.sql("""
                insert into payment (ride_id, driver_id, amount, fee, currency, status)
                values (:ride, :driver, :amount, :fee, :currency, :status)""")
                .param("ride", payment.rideId()).param("driver", payment.driverId()).param("amount", payment.amount())
                .param("fee", payment.fee()).param("currency", payment.currency().getCurrencyCode())
                .param("status", payment.status()).update();
    }

    Optional<Payment> find(String rideId) {
        return jdbc.sql("select * from payment where ride_id = :ride").param("ride", rideId)
                .query((row, _) -> payment(row)).optional();
    }

    /** What is told of a payment counts if it is later than what is known of it. */
    void stands(String rideId, String status, long version) {
        jdbc.sql("update payment set status = :status, version = :version where ride_id = :ride and version < :version")
                .param("status", status).param("version", version).param("ride", rideId).update();
    }

    /** Billing did not begin it. */
    void rejected(String rideId) {
        jdbc.sql("update payment set status = 'rejected' where ride_id = :ride and status = 'requested'")
                .param("ride", rideId).update();
    }

    /** What a driver's rides brought, by how they were paid. */
    List<Sum> sums(String driverId, Instant from, Instant to) {
        return jdbc.sql("""
                select currency, status, count(*) as rides, sum(amount) as amount, sum(fee) as fee from payment
                where driver_id = :driver and at >= :from and at < :to group by currency, status""")
                .param("driver", driverId).param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Sum(Currency.getInstance(row.getString("currency")), row.getString("status"),
                        row.getLong("rides"), row.getLong("amount"), row.getLong("fee")))
                .list();
    }

    record Sum(Currency currency, String status, long rides, long amount, long fee) {}

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(row.getString("ride_id"), row.getString("driver_id"), row.getLong("amount"),
                row.getLong("fee"), Currency.getInstance(row.getString("currency")), row.getString("status"));
    }
}
