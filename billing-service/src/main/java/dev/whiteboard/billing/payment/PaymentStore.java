package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.method.Token;
import dev.whiteboard.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of payments and of the commands that were accepted. */
@Repository
class PaymentStore {
    private static final String COLUMNS = """
            id, payment_key, reference, customer_id, token, capture_mode, amount, currency, splits, state, captured, refunded,
            refunding, deciding, "authorization", version, created_at, updated_at""";

    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether nobody has used these keys yet; they are the caller's from now on, if its transaction commits. Whoever comes
     * at the same moment waits here for that.
     */
    boolean claim(Instruction instruction) {
        return jdbc.sql("""
                insert into payment_command (payment_key, command_key, fingerprint) values (:payment, :command, :said)
                on conflict do nothing""")
                .param("payment", instruction.paymentKey()).param("command", instruction.commandKey())
                .param("said", Fingerprint.of(instruction)).update() == 1;
    }

    /** Whether the instruction that was accepted under these keys says the same. */
    boolean saysTheSame(Instruction instruction) {
        return jdbc
                .sql("select fingerprint from payment_command where payment_key = :payment and command_key = :command")
                .param("payment", instruction.paymentKey()).param("command", instruction.commandKey())
                .query(byte[].class).optional().filter(said -> Arrays.equals(said, Fingerprint.of(instruction)))
                .isPresent();
    }

    /** Takes a claim back whose instruction was refused, so that it may be accepted another time. */
    void disclaim(Instruction instruction) {
        jdbc.sql("delete from payment_command where payment_key = :payment and command_key = :command")
                .param("payment", instruction.paymentKey()).param("command", instruction.commandKey()).update();
    }

    Payment insert(String id, Terms terms) {
        Standing standing = Standing.atFirst();
        return jdbc
                .sql("""
                        insert into payment (id, payment_key, reference, customer_id, token, capture_mode, amount, currency, splits,
                                             state, deciding)
                        values (:id, :key, :reference, :customer, :token, :mode, :amount, :currency, :splits, :state, :deciding)
                        returning\s"""
                        + COLUMNS)
                .param("id", id).param("key", terms.paymentKey()).param("reference", terms.reference())
                .param("customer", terms.customerId()).param("token", terms.token().text())
                .param("mode", terms.captureMode().wire()).param("amount", terms.amount().minor())
                .param("currency", terms.amount().currency().getCurrencyCode())
                .param("splits", SplitsText.write(terms.splits())).param("state", standing.state().wire())
                .param("deciding", standing.deciding()).query(PaymentStore::payment).single();
    }

    Optional<Payment> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from payment where id = :id").param("id", id)
                .query(PaymentStore::payment).optional();
    }

    Optional<Payment> findByKey(String paymentKey) {
        return jdbc.sql("select " + COLUMNS + " from payment where payment_key = :key").param("key", paymentKey)
                .query(PaymentStore::payment).optional();
    }

    /** Keeps everybody else from changing the payment until the transaction ends, so that its events stay in order. */
    void hold(String paymentKey) {
        jdbc.sql("select id from payment where payment_key = :key for update").param("key", paymentKey)
                .query(String.class).optional();
    }

    /** @return the payment as it is now, or nothing if it is no longer at the version that was looked at */
    Optional<Payment> change(Payment seen, Standing next) {
        return jdbc.sql("""
                update payment set state = :state, captured = :captured, refunded = :refunded, refunding = :refunding,
                    deciding = :deciding, "authorization" = :authorization, version = version + 1, updated_at = wb_now()
                where id = :id and version = :version
                returning\s""" + COLUMNS)
                .param("id", seen.id()).param("version", seen.version()).param("state", next.state().wire())
                .param("captured", next.captured()).param("refunded", next.refunded())
                .param("refunding", next.refunding()).param("deciding", next.deciding())
                .param("authorization", next.authorization(), Types.VARCHAR).query(PaymentStore::payment).optional();
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        Money amount = new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency")));
        Terms terms = new Terms(row.getString("payment_key"), row.getString("reference"), row.getString("customer_id"),
                new Token(row.getString("token")), CaptureMode.of(row.getString("capture_mode")), amount,
                SplitsText.read(row.getString("splits")));
        Standing standing = new Standing(PaymentState.of(row.getString("state")), row.getLong("captured"),
                row.getLong("refunded"), row.getLong("refunding"), row.getBoolean("deciding"),
                row.getString("authorization"));
        return new Payment(row.getString("id"), terms, standing, row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
