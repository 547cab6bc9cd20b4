package dev.whiteboard.storage.tree;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Plans the emptying of the trash. */
@Configuration(proxyBeanMethods = false)
class TreeConfiguration {
    private static final int BATCH = 100;

    @Bean
    Chore trashEmptying(Trash trash, @Value("${whiteboard.trash.keep}") Duration keep,
            @Value("${whiteboard.trash.purge-every}") Duration every) {
        return new Chore("trash-empty", every, () -> trash.due(keep, BATCH).forEach(trash::purge));
    }
}
