package dev.whiteboard.billing.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes entries. The database refuses, at commit, those that do not balance, and any change to those that are there. */
@Repository
public class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Enters what one operation moved, in the transaction that makes it true. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(String operationId, List<Posting> postings) {
        long entry = jdbc.sql("insert into ledger_entry (operation_id) values (:operation) returning id")
                .param("operation", operationId).query(Long.class).single();
        for (Posting posting : postings) {
            open(posting.account());
            jdbc.sql(
                    "insert into ledger_posting (entry_id, account, currency, amount) values (:entry, :account, :currency, :amount)")
                    .param("entry", entry).param("account", posting.account().code())
                    .param("currency", posting.currency().getCurrencyCode()).param("amount", posting.amount()).update();
        }
    }

    private void open(Account account) {
        jdbc.sql("""
                insert into ledger_account (code, kind) select :code, :kind
                where not exists (select from ledger_account where code = :code) on conflict do nothing""")
                .param("code", account.code()).param("kind", account.kind()).update();
    }
}
