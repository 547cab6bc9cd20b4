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
 * services come one after the other, so that a small machine never runs the whole platform. While they run, newman tells
 * their stories of the Postman collection, and they are asked whatever they say they can be asked.
 */
@NeedsChromium
@Servers({POSTGRES, REDIS, KAFKA, ELASTICSEARCH, S3})
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ConsoleTest {
    private static final int AFTER_PAGES = Integer.MAX_VALUE - 2;

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
        @Order(AFTER_PAGES)
        class Home extends HomeWalk {
            Home() {
                super(stage);
            }
        }

        @Nested
        @Order(AFTER_PAGES + 1)
        class Stories extends Story {
            Stories() {
                super(stage, "URL shortener", "Rate limiter", "Chat", "Feed", "File storage", "Refusals");
            }
        }

        @Nested
        @Order(AFTER_PAGES + 2)
        class Questions extends Curiosity {
            Questions() {
                super(stage, "url-shortener", "rate-limiter", "chat-service", "feed-service", "storage-service");
            }
        }
    }

    @Nested
    @Order(2)
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
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

        @Nested
        @Order(AFTER_PAGES + 1)
        class Stories extends Story {
            Stories() {
                super(stage, "Payments", "Shop", "Rides");
            }
        }

        @Nested
        @Order(AFTER_PAGES + 2)
        class Questions extends Curiosity {
            Questions() {
                super(stage, "billing-service", "commerce-service", "ride-service");
            }
        }
    }

    @Nested
    @Order(3)
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
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

        @Nested
        @Order(AFTER_PAGES + 1)
        class Stories extends Story {
            Stories() {
                super(stage, "Video", "The house");
            }
        }

        @Nested
        @Order(AFTER_PAGES + 2)
        class Questions extends Curiosity {
            Questions() {
                super(stage, "video-service", "gateway", "identity-service");
            }
        }
    }
}
