package dev.whiteboard.storage.quota;

import dev.whiteboard.common.id.SnowflakeGenerator;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What each user keeps and may keep. Room is taken by one conditional update, never after a look. */
@Service
public class Accounts {
    private final JdbcClient jdbc;
    private final SnowflakeGenerator ids;
    private final QuotaProperties properties;
    private final TransactionTemplate ownTransaction;

    Accounts(JdbcClient jdbc, SnowflakeGenerator ids, QuotaProperties properties,
            PlatformTransactionManager transactionManager) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.properties = properties;
        this.ownTransaction = new TransactionTemplate(transactionManager);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @return the id of the user's root folder, made with the account when they first come */
    public long rootOf(String userId) {
        return root(userId).or(() -> {
            open(userId);
            return root(userId);
        }).orElseThrow();
    }

    private Optional<Long> root(String userId) {
        return jdbc.sql("select root_id from account where user_id = :user").param("user", userId).query(Long.class)
                .optional();
    }

    private void open(String userId) {
        long rootId = ids.next();
        ownTransaction.executeWithoutResult(status -> {
            int made = jdbc
                    .sql("""
                            insert into account (user_id, root_id, quota) values (:user, :root, :quota) on conflict do nothing""")
                    .param("user", userId).param("root", rootId).param("quota", properties.size().toBytes()).update();
            if (made == 1) {
                jdbc.sql(
                        """
                                insert into node (id, owner_id, folder, name, name_key, modified_by) values (:root, :user, true, '', '', :user)""")
                        .param("user", userId).param("root", rootId).update();
                jdbc.sql("insert into feed (user_id) values (:user)").param("user", userId).update();
            }
        });
    }

    /** @return whether there is room */
    public boolean reserve(String userId, long bytes) {
        return jdbc.sql("""
                update account set reserved = reserved + :bytes
                where user_id = :user and used + reserved + :bytes <= quota""")
                .param("user", userId).param("bytes", bytes).update() == 1;
    }

    /** Turns what was reserved into what is kept. @return whether it fits */
    public boolean settle(String userId, long reserved, long kept) {
        return jdbc.sql("""
                update account set reserved = reserved - :reserved, used = used + :kept
                where user_id = :user and (:kept <= 0 or used + :kept + reserved - :reserved <= quota)""")
                .param("user", userId).param("reserved", reserved).param("kept", kept).update() == 1;
    }

    public void release(String userId, long reserved) {
        settle(userId, reserved, 0);
    }

    Quota quota(String userId) {
        return jdbc.sql("select quota, used, reserved from account where user_id = :user").param("user", userId)
                .query((row, number) -> new Quota(row.getLong(1), row.getLong(2), row.getLong(3))).single();
    }
}
