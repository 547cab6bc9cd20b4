package dev.whiteboard.video.upload;

import dev.whiteboard.common.database.Chore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has uploads looked after that nobody completes. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {
    private static final int BATCH = 50;

    @Bean
    Chore uploadSweeping(Uploads uploads, UploadStore store, UploadProperties properties) {
        return new Chore("upload-sweep", properties.sweepEvery(),
                () -> store.lookAt(properties.rest(), BATCH).forEach(uploads::lookAfter));
    }
}
