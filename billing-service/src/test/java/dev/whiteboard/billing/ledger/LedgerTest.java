package dev.whiteboard.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.billing.Billing;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database itself keeps the books: no program, and no hand at a console, writes an entry that does not balance. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.KAFKA}, shared = true)
class LedgerTest {
    private Billing billing;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private String operation;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens, DataSource database) {
        billing = Billing.on(environment, tokens);
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        String id = billing.authorise(Billing.reference(), "tok_visa", "10.00").text("id");
        operation = billing.await(id, "authorised").json().get("operations").get(0).get("id").asString();
        jdbc.sql("""
                insert into ledger_account values ('provider:psp', 'asset'), ('platform:sales', 'income')
                on conflict do nothing""").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"('provider:psp', 'USD', 5)",
        "('provider:psp', 'USD', 5), ('platform:sales', 'USD', -4)",
        "('provider:psp', 'USD', 5), ('platform:sales', 'EUR', -5)"})
    @Promise("billing.ledger-balanced")
    void anEntryThatDoesNotBalanceCannotCommit(String postings) {
        long before = entries();
        assertThatThrownBy(() -> enter(postings)).hasMessageContaining("does not balance");
        assertThat(entries()).isEqualTo(before);
        billing.assertBalanced();
    }

    @Test
    @Promise("billing.ledger-balanced")
    void anEntryWithoutPostingsCannotCommit() {
        assertThatThrownBy(
                () -> jdbc.sql("insert into ledger_entry (operation_id) values (?)").param(operation).update())
                .hasMessageContaining("no postings");
    }

    @Test
    @Promise(value = "billing.ledger-balanced", naive = true)
    void withoutTheTriggerALostPostingIsNotNoticed() {
        jdbc.sql("create table if not exists naive_posting (account text, amount bigint)").update();
        dev.whiteboard.testkit.Toy.mustFail(1, () -> assertThatThrownBy(
                () -> jdbc.sql("insert into naive_posting values ('provider:psp', 5)").update())
                .isInstanceOf(DataAccessException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ledger_posting set amount = amount + 1", "delete from ledger_posting",
        "delete from ledger_entry", "update ledger_entry set at = wb_now()", "truncate ledger_posting",
        "update ledger_account set kind = 'asset'"})
    @Promise("billing.ledger-append-only")
    void whatIsEnteredStays(String change) {
        assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
    }

    @Test
    @Promise("billing.ledger-append-only")
    void nothingIsAddedToAnEntryThatIsClosed() {
        String id = billing.charge(Billing.reference(), "tok_visa", "10.00").text("id");
        billing.await(id, "captured");
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> jdbc.sql("""
                insert into ledger_posting (entry_id, account, currency, amount)
                select max(id), a.code, 'EUR', a.amount from ledger_entry,
                    (values ('provider:psp', 5), ('platform:sales', -5)) a (code, amount) group by a.code, a.amount""")
                .update())).hasMessageContaining("is closed");
    }

    @Test
    @Promise(value = "billing.ledger-append-only", naive = true)
    void inATableLikeAnyOtherThePastCanBeChanged() {
        jdbc.sql("create table if not exists naive_past (account text, amount bigint)").update();
        jdbc.sql("insert into naive_past values ('provider:psp', 5)").update();
        dev.whiteboard.testkit.Toy.mustFail(1, () -> assertThatThrownBy(
                () -> jdbc.sql("update naive_past set amount = amount + 1").update())
                .isInstanceOf(DataAccessException.class));
    }

    @Test
    void anOperationIsEnteredOnce() {
        assertThatCode(() -> billing.assertBalanced()).doesNotThrowAnyException();
        String id = billing.charge(Billing.reference(), "tok_visa", "10.00").text("id");
        String captured = billing.await(id, "captured").json().get("operations").get(1).get("id").asString();
        assertThatThrownBy(
                () -> jdbc.sql("insert into ledger_entry (operation_id) values (?)").param(captured).update())
                .hasMessageContaining("ledger_entry_operation_id_key");
    }

    private void enter(String postings) {
        transaction.executeWithoutResult(_ -> {
            long entry = jdbc.sql("insert into ledger_entry (operation_id) values (?) returning id").param(operation)
                    .query(Long.class).single();
            jdbc.sql("insert into ledger_posting select ?, p.* from (values " + postings + ") p").param(entry).update();
        });
    }

    private long entries() {
        return jdbc.sql("select count(*) from ledger_entry").query(Long.class).single();
    }
}
