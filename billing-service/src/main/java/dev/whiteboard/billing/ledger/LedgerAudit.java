package dev.whiteboard.billing.ledger;

import dev.whiteboard.common.money.Money;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the whole ledger, and compares it with what operations and payments say; all as of one moment. */
@Repository
class LedgerAudit {
    private final JdbcClient jdbc;

    private record Sums(Currency currency, long debits, long credits) {
        boolean equal() {
            return debits == credits;
        }

        LedgerCheck.Totals totals() {
            return new LedgerCheck.Totals(currency.getCurrencyCode(), Money.text(debits, currency),
                    Money.text(credits, currency));
        }
    }

    LedgerAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public LedgerCheck check() {
        List<Sums> sums = jdbc.sql("""
                select currency, coalesce(sum(amount) filter (where amount > 0), 0) debits,
                       coalesce(-sum(amount) filter (where amount < 0), 0) credits
                from ledger_posting group by currency order by currency""")
                .query((row, _) -> new Sums(Currency.getInstance(row.getString("currency")), row.getLong("debits"),
                        row.getLong("credits")))
                .list();
        long unbalanced = count("""
                (select from ledger_entry e left join ledger_posting p on p.entry_id = e.id
                 group by e.id, p.currency having coalesce(sum(p.amount), 1) <> 0) entry""");
        long unmatched = count("""
                (select id, type, state from operation) o full join ledger_entry e on e.operation_id = o.id
                where (e.id is not null) <> (o.state = 'succeeded' and o.type in ('capture', 'refund'))""");
        long differing = count("""
                payment p left join (
                    select o.payment_id, coalesce(sum(l.amount) filter (where o.type = 'capture'), 0) captured,
                           coalesce(-sum(l.amount) filter (where o.type = 'refund'), 0) refunded
                    from operation o join ledger_entry e on e.operation_id = o.id
                    join ledger_posting l on l.entry_id = e.id and l.account = 'provider:psp' group by o.payment_id
                ) entered on entered.payment_id = p.id
                where p.captured <> coalesce(entered.captured, 0) or p.refunded <> coalesce(entered.refunded, 0)""");
        boolean balanced = sums.stream().allMatch(Sums::equal) && unbalanced + unmatched + differing == 0;
        return new LedgerCheck(balanced, sums.stream().map(Sums::totals).toList(), count("ledger_entry"),
                count("operation where state = 'succeeded' and type in ('capture', 'refund')"), unbalanced, unmatched,
                differing);
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }
}
