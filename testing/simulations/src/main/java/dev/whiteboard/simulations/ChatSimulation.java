package dev.whiteboard.simulations;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.UUID;

/**
 * People who talk: each connects, catches up, and then types and sends, most of it to one other person and every tenth
 * message to the group of all. A message that is not acknowledged within two seconds fails the run.
 */
public final class ChatSimulation extends Simulation {
    private static final int TO_THE_GROUP_ONE_IN = 10;
    private static final String SENT = "sent";

    public ChatSimulation() {
        String gateway = System.getProperty("gateway", "http://localhost:8080");
        int people = Math.max(2, Integer.getInteger("people", 50) / 2 * 2);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 30));
        Duration pause = Duration.ofMillis(Integer.getInteger("pause", 1_000));
        long seed = Long.getLong("seed", 42);
        var seats = new Chatters(new Platform(gateway), Long.toString(System.currentTimeMillis(), 36)).gather(people);

        var person = scenario("person").feed(listFeeder(seats).queue())
                .exec(ws("connect").connect("/ws/chat").header("Authorization", "Bearer #{token}"),
                        ws("catch up").sendText("{\"type\":\"sync\"}").await(10)
                                .on(ws.checkTextMessage("caught up").matching(jsonPath("$.type").is("sync_done"))))
                .during(length).on(exec(session -> write(session, seed)).exec(say()).pause(pause))
                .exec(ws("close").close());

        Duration ramp = length.dividedBy(5);
        setUp(person.injectOpen(rampUsers(people).during(ramp)))
                .protocols(http.baseUrl(gateway).wsBaseUrl(gateway.replaceFirst("^http", "ws")))
                .maxDuration(length.plus(ramp).plusSeconds(60)).assertions(global().failedRequests().count().is(0L),
                        details("acknowledged").responseTime().percentile(50).lt(100),
                        details("acknowledged").responseTime().percentile(99).lt(500));
    }

    private static Session write(Session session, long seed) {
        long number = session.contains(SENT) ? session.getLong(SENT) + 1 : 0;
        boolean toAll = (session.userId() + number) % TO_THE_GROUP_ONE_IN == 0;
        return session.set(SENT, number).set("id", new UUID(seed, session.userId() << 32 | number).toString())
                .set("to", session.getString(toAll ? "group" : "direct"));
    }

    private static ChainBuilder say() {
        return exec(ws("type").sendText("{\"type\":\"typing\",\"conversation_id\":\"#{to}\",\"status\":\"typing\"}"),
                ws("send").sendText("""
                        {"type":"send_message","conversation_id":"#{to}","content":"This is number #{sent} of many.",\
                        "content_type":"text","client_msg_id":"#{id}"}""").await(2)
                        .on(ws.checkTextMessage("acknowledged").matching(jsonPath("$.client_msg_id").isEL("#{id}"))
                                .check(jsonPath("$.type").is("message_ack"))));
    }
}
