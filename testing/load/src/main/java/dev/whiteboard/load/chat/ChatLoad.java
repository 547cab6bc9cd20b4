package dev.whiteboard.load.chat;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code testing/load/chat}: the contenders take turns in each scenario; the table shows medians, ranges and ratios. */
public final class ChatLoad {
    private static final double MOST_KB = 15;
    private static final double MOST_TIMES_EJABBERD = 1.25;

    private final Settings settings = Settings.fromProperties();
    private final Table table = new Table();

    private ChatLoad() {}

    public static void main(String[] arguments) throws InterruptedException {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        int status = 1;
        try {
            new ChatLoad().run(Set.of(System.getProperty("scenarios", "idle,pairs,group").split(",")),
                    Set.of(System.getProperty("servers", "chat-service,ejabberd,ws").split(",")));
            status = 0;
        } catch (RuntimeException failure) {
            failure.printStackTrace();
        }
        System.exit(status); // what serves the keys of our tokens would go on for ever
    }

    private void run(Set<String> scenarios, Set<String> servers) throws InterruptedException {
        try (var stores = new Stores()) {
            stores.start();
            var contenders = new ArrayList<Contender>();
            var chat = new ChatService(settings, stores);
            var gateway = new GatewayDoor(settings, stores, chat);
            if (servers.contains("chat-service")) {
                contenders.add(chat);
            }
            if (servers.contains("ejabberd")) {
                contenders.add(new Ejabberd(settings, stores));
            }
            if (servers.contains("ws")) {
                contenders.add(new BareServer(settings, stores));
            }
            if (scenarios.contains("idle")) {
                new IdleLoad(settings, table).run(contenders);
            }
            if (scenarios.contains("gateway")) {
                new IdleLoad(settings, table).run(List.of(gateway));
            }
            if (scenarios.contains("storm")) {
                storm(chat, gateway);
            }
            if (scenarios.contains("pairs")) {
                new PairLoad(settings, table).run(without("ws", contenders));
            }
            if (scenarios.contains("group")) {
                new GroupLoad(settings, table).run(without("ejabberd", contenders));
            }
        }
        report();
    }

    private void storm(ChatService chat, GatewayDoor gateway) throws InterruptedException {
        try (chat) {
            chat.start();
            new StormLoad(settings, table).run(chat, chat, 0, settings.storm());
        }
        try (gateway) {
            gateway.start();
            new StormLoad(settings, table).run(chat, gateway, settings.storm(), settings.storm() / 2);
        }
    }

    private static List<Contender> without(String name, List<Contender> contenders) {
        return contenders.stream().filter(contender -> !contender.name().equals(name)).toList();
    }

    private void report() {
        System.out.printf("%nidle: %,d connections · 1:1: %,d pairs, %,d messages/s of 200 B · group: %,d members, "
                + "%d messages under way · %d rounds of %d s%n", settings.idle(), settings.pairs(), settings.rate(),
                settings.members(), settings.window(), settings.rounds(), settings.seconds());
        table.print();
        System.out.println();
        table.limit(IdleLoad.MEMORY, "chat-service", MOST_KB);
        table.ratio(IdleLoad.MEMORY, "chat-service", "ejabberd", true, 1);
        table.ratio(PairLoad.ACK_P99, "chat-service", "ejabberd", true, MOST_TIMES_EJABBERD);
        table.ratio(PairLoad.DELIVERY_P99, "chat-service", "ejabberd", true, MOST_TIMES_EJABBERD);
        table.ratio(GroupLoad.DELIVERIES, "chat-service", "ws", false, 1);
    }
}
