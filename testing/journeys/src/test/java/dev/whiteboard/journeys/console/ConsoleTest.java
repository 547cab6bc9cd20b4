package dev.whiteboard.journeys.console;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;

import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/**
 * Every page of the console, used in a real browser against the packed services it is about. Pages that need the same
 * services come one after the other, so that a small machine never runs the whole platform.
 */
@NeedsChromium
@Servers({POSTGRES, REDIS, KAFKA, ELASTICSEARCH, S3})
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ConsoleTest {
    private static Stage stage;

    @BeforeAll
    static void raise(TestEnvironment servers) {
        stage = new Stage(servers);
    }

    @AfterAll
    static void leave() {
        stage.close();
    }

    @Nested
    @Order(1)
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    class People {
        @BeforeAll
        static void start() {
            stage.needs(List.of("url-shortener", "rate-limiter", "chat-service", "feed-service", "storage-service"));
        }

        @Nested
        class Links extends LinksWalk {
            Links() {
                super(stage);
            }
        }

        @Nested
        class Limits extends LimitsWalk {
            Limits() {
                super(stage);
            }
        }

        @Nested
        class Chat extends ChatWalk {
            Chat() {
                super(stage);
            }
        }

        @Nested
        class Feed extends FeedWalk {
            Feed() {
                super(stage);
            }
        }

        @Nested
        class Files extends FilesWalk {
            Files() {
                super(stage);
            }
        }

        @Nested
        @Order(Integer.MAX_VALUE)
        class Home extends HomeWalk {
            Home() {
                super(stage);
            }
        }
    }

    @Nested
    @Order(2)
    class Money {
        @BeforeAll
        static void start() {
            stage.needs(List.of("psp", "billing-service", "commerce-service", "ride-service"));
        }

        @Nested
        class Shop extends ShopWalk {
            Shop() {
                super(stage);
            }
        }

        @Nested
        class Rides extends RidesWalk {
            Rides() {
                super(stage);
            }
        }
    }

    @Nested
    @Order(3)
    class Media {
        @BeforeAll
        static void start() {
            stage.needs(List.of("video-service"));
        }

        @Nested
        class Video extends VideoWalk {
            Video() {
                super(stage);
            }
        }
    }
}
