package dev.whiteboard.ride.trip;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How rides are changed by somebody who has not read about races: look first, then write. */
public record NaiveRides(JdbcClient jdbc) {

    /** Takes the ride if it looks free. */
    public boolean accept(String ride, String driver) {
        String state = jdbc.sql("select state from ride where id = :id").param("id", ride).query(String.class).single();
        if (!state.equals("matching")) {
            return false;
        }
        jdbc.sql("""
                update ride set state = 'accepted', driver_id = :driver, accepted_at = wb_now(), match_at = null
                where id = :id""").param("driver", driver).param("id", ride).update();
        return true;
    }

    /** Whether the offer looks open. */
    public boolean isOpen(String ride, String driver) {
        return jdbc.sql("""
                select expires_at > wb_now() and state = 'pending' from offer
                where ride_id = :ride and driver_id = :driver""")
                .param("ride", ride).param("driver", driver).query(Boolean.class).single();
    }

    /** Takes the ride of an offer that looked open a moment ago. */
    public void take(String ride, String driver) {
        end(ride, driver, "accepted");
        jdbc.sql("""
                update ride set state = 'accepted', driver_id = :driver, accepted_at = wb_now(), match_at = null,
                    ended_at = null where id = :ride""")
                .param("driver", driver).param("ride", ride).update();
    }

    /** Ends an offer that looks as if nobody had answered it in time. */
    public void expire(String ride, String driver) {
        boolean late = jdbc.sql("""
                select expires_at <= wb_now() and state = 'pending' from offer
                where ride_id = :ride and driver_id = :driver""")
                .param("ride", ride).param("driver", driver).query(Boolean.class).single();
        if (late) {
            end(ride, driver, "expired");
            jdbc.sql("""
                    update ride set state = 'no_drivers', driver_id = null, accepted_at = null, match_at = null
                    where id = :ride""").param("ride", ride).update();
        }
    }

    private void end(String ride, String driver, String state) {
        jdbc.sql("update offer set state = :state where ride_id = :ride and driver_id = :driver")
                .param("state", state).param("ride", ride).param("driver", driver).update();
    }

    /** Clears away what is left of a round. */
    public void endAll() {
        jdbc.sql("update offer set state = 'withdrawn' where state in ('pending', 'accepted')").update();
        jdbc.sql("""
                update ride set state = 'cancelled', cancelled_by = 'rider', match_at = null
                where state in ('matching', 'accepted')""").update();
    }
}
