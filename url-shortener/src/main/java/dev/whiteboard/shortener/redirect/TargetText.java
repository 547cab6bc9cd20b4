package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.link.RedirectType;
import java.util.Optional;

/**
 * A target as one line: {@code <version> live <status> <end in ms> <location>}, {@code <version> gone}
 * or {@code 0 missing}; {@code limited}, {@code secret} or {@code limited+secret} in the place of {@code live} if it is
 * guarded. The version comes first because the script that writes it to Redis compares it.
 */
final class TargetText {
    private TargetText() {}

    static String write(Target target) {
        return switch (target) {
            case Target.Live live -> line("live", live);
            case Target.Guarded guarded -> line(guards(guarded), guarded.live());
            case Target.Gone gone -> gone.version() + " gone";
            case Target.Missing _ -> "0 missing";
        };
    }

    private static String line(String kind, Target.Live live) {
        return live.version() + " " + kind + " " + live.type().status() + " " + live.endsAtMillis() + " "
                + live.location();
    }

    private static String guards(Target.Guarded guarded) {
        return guarded.limited() && guarded.secret() ? "limited+secret" : guarded.limited() ? "limited" : "secret";
    }

    /** @return nothing if this is not a line that this version writes: then the database is asked */
    static Optional<Target> read(String line) {
        String[] words = line.split(" ", 5);
        try {
            return switch (words.length < 2 ? "" : words[1]) {
                case "live" -> live(words).map(live -> live);
                case "limited" -> live(words).map(live -> new Target.Guarded(live, true, false));
                case "secret" -> live(words).map(live -> new Target.Guarded(live, false, true));
                case "limited+secret" -> live(words).map(live -> new Target.Guarded(live, true, true));
                case "gone" -> Optional.of(new Target.Gone(Long.parseLong(words[0])));
                case "missing" -> Optional.of(new Target.Missing());
                default -> Optional.empty();
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Target.Live> live(String[] words) {
        return RedirectType.of(Integer.parseInt(words[2])).map(
                type -> new Target.Live(words[4], type, Long.parseLong(words[3]), Long.parseLong(words[0])));
    }
}
