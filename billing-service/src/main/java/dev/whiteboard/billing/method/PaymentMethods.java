package dev.whiteboard.billing.method;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of payment methods. */
@Repository
public class PaymentMethods {
    private static final String PREFIX = "pm";

    private final JdbcClient jdbc;
    private final SnowflakeGenerator ids;

    PaymentMethods(JdbcClient jdbc, SnowflakeGenerator ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** The same token of the same owner is the same method. */
    PaymentMethod keep(Token token, String owner) {
        return jdbc.sql("""
                insert into payment_method (id, owner_id, token) values (:id, :owner, :token)
                on conflict (owner_id, token) do update set token = excluded.token
                returning id, owner_id, token, created_at""")
                .param("id", PublicId.format(PREFIX, ids.next())).param("owner", owner).param("token", token.text())
                .query(PaymentMethods::method).single();
    }

    /** The token behind what a customer chose: a method of their own, or a token as it is. */
    public Optional<Token> find(String methodOrToken, String customer) {
        if (!methodOrToken.startsWith(PREFIX + "_")) {
            return Optional.of(new Token(methodOrToken));
        }
        return jdbc
                .sql("select id, owner_id, token, created_at from payment_method where id = :id and owner_id = :owner")
                .param("id", methodOrToken).param("owner", customer).query(PaymentMethods::method).optional()
                .map(PaymentMethod::token);
    }

    private static PaymentMethod method(ResultSet row, int number) throws SQLException {
        return new PaymentMethod(row.getString("id"), row.getString("owner_id"), new Token(row.getString("token")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
