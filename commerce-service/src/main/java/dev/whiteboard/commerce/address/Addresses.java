package dev.whiteboard.commerce.address;

import dev.whiteboard.common.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of addresses. */
@Repository
public class Addresses {
    private final JdbcClient jdbc;

    Addresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Address insert(long id, String userId, Place place) {
        return jdbc.sql("""
                insert into address (id, user_id, place) values (:id, :user, :place::jsonb) returning *""")
                .param("id", id).param("user", userId).param("place", Json.tolerant().writeValueAsString(place))
                .query(Addresses::address).single();
    }

    List<Address> of(String userId, long before, int limit) {
        return jdbc.sql("""
                select * from address where user_id = :user and id < :before order by id desc limit :limit""")
                .param("user", userId).param("before", before).param("limit", limit).query(Addresses::address).list();
    }

    /** An address of that user; somebody else's is not there. */
    public Optional<Place> find(long id, String userId) {
        return jdbc.sql("select * from address where id = :id and user_id = :user").param("id", id)
                .param("user", userId).query(Addresses::address).optional().map(Address::place);
    }

    private static Address address(ResultSet row, int number) throws SQLException {
        return new Address(row.getLong("id"), row.getString("user_id"),
                Json.tolerant().readValue(row.getString("place"), Place.class));
    }
}
