package dev.whiteboard.ride.trip;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;

import dev.whiteboard.common.problem.Problem;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What riders and drivers think of each other: one rating a ride and direction, and the sum of all of somebody's. */
@Component
class Ratings {
    private final JdbcClient jdbc;

    Ratings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    Optional<Problem> rate(Ride ride, String by, int stars, @Nullable String comment) {
        if (ride.state() != RideState.COMPLETED) {
            return Optional.of(Problem.of(CONFLICT, "the ride is " + ride.state().wire()));
        }
        String whom = by.equals(ride.riderId()) ? Objects.requireNonNull(ride.course().driverId()) : ride.riderId();
        int added = jdbc.sql("""
                insert into rating (ride_id, by_whom, of_whom, stars, comment)
                values (:ride, :by, :whom, :stars, cast(:comment as text)) on conflict do nothing""")
                .param("ride", ride.id()).param("by", by).param("whom", whom).param("stars", stars)
                .param("comment", comment).update();
        if (added == 0) {
            return Optional.of(Problem.of(ALREADY_EXISTS, "you have rated this ride"));
        }
        jdbc.sql("""
                insert into reputation (user_id, stars, votes) values (:whom, :stars, 1)
                on conflict (user_id) do update set stars = reputation.stars + excluded.stars,
                    votes = reputation.votes + 1""")
                .param("whom", whom).param("stars", stars).update();
        return Optional.empty();
    }

    /** Empty until there is one. */
    Optional<BigDecimal> mean(String userId) {
        return jdbc.sql("select round(stars::numeric / votes, 2) from reputation where user_id = :user")
                .param("user", userId).query(BigDecimal.class).optional();
    }
}
