package dev.whiteboard.city;

import dev.whiteboard.city.Street.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** The streets of a city, in which every corner can be driven to from every other. */
public final class CityMap {
    private final Plan plan;
    private final Grid grid;
    private final List<Street> streets;
    private final List<List<Leg>> out = new ArrayList<>();
    private final int[] corners;

    /**
     * From a corner to the next.
     *
     * @param kind which kind of street that is
     */
    record Leg(int to, double metres, Kind kind) {
        double seconds() {
            return metres / kind.metresPerSecond();
        }
    }

    private CityMap(Plan plan, Grid grid, List<Street> laid) {
        this.plan = plan;
        this.grid = grid;
        List<List<Leg>> into = new ArrayList<>();
        for (int corner = 0; corner < grid.corners(); corner++) {
            out.add(new ArrayList<>());
            into.add(new ArrayList<>());
        }
        laid.forEach(street -> connect(street, into));
        int middle = laid.stream().filter(street -> street.kind() == Kind.BRIDGE).findFirst().orElseThrow().corners()
                .getFirst();
        BitSet kept = reached(out, middle);
        kept.and(reached(into, middle));
        this.corners = kept.stream().toArray();
        this.streets = laid.stream().flatMap(street -> within(street, kept).stream()).toList();
        out.forEach(legs -> legs.removeIf(leg -> !kept.get(leg.to())));
    }

    public static CityMap of(Plan plan) {
        Grid grid = new Grid(plan);
        return new CityMap(plan, grid, new StreetPlan(grid).lay());
    }

    private void connect(Street street, List<List<Leg>> into) {
        for (int i = 1; i < street.corners().size(); i++) {
            int from = street.corners().get(i - 1);
            int to = street.corners().get(i);
            double metres = grid.metresBetween(from, to);
            out.get(from).add(new Leg(to, metres, street.kind()));
            into.get(to).add(new Leg(from, metres, street.kind()));
            if (!street.oneWay()) {
                out.get(to).add(new Leg(from, metres, street.kind()));
                into.get(from).add(new Leg(to, metres, street.kind()));
            }
        }
    }

    private static BitSet reached(List<List<Leg>> legs, int from) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        seen.set(from);
        while (!open.isEmpty()) {
            for (Leg leg : legs.get(open.remove())) {
                if (!seen.get(leg.to())) {
                    seen.set(leg.to());
                    open.add(leg.to());
                }
            }
        }
        return seen;
    }

    /** The parts of a street that lie between corners that are kept. */
    private static List<Street> within(Street street, BitSet kept) {
        List<Street> parts = new ArrayList<>();
        List<Integer> run = new ArrayList<>();
        for (int corner : street.corners()) {
            if (kept.get(corner)) {
                run.add(corner);
            } else {
                close(street, run, parts);
            }
        }
        close(street, run, parts);
        return parts;
    }

    private static void close(Street street, List<Integer> run, List<Street> parts) {
        if (run.size() > 1) {
            parts.add(new Street(street.name(), run, street.kind(), street.oneWay()));
        }
        run.clear();
    }

    public Plan plan() {
        return plan;
    }

    public List<Street> streets() {
        return streets;
    }

    /** The numbers of all corners. */
    public int[] corners() {
        return corners.clone();
    }

    public Spot spot(int corner) {
        return grid.spot(corner);
    }

    /** The corner that is nearest to a place. */
    public int nearest(Spot place) {
        return Arrays.stream(corners).boxed().min(Comparator.comparingDouble(corner -> apart(spot(corner), place)))
                .orElseThrow();
    }

    private static double apart(Spot one, Spot other) {
        double narrow = Math.cos(Math.toRadians(one.lat()));
        return Math.hypot(one.lat() - other.lat(), (one.lng() - other.lng()) * narrow);
    }

    /** Where somebody is who set out on a way so many seconds ago and drives as fast as one may. */
    public Spot along(Way way, double seconds) {
        for (int i = 1; i < way.stops().size(); i++) {
            Way.Stop to = way.stops().get(i);
            if (to.seconds() > seconds) {
                Way.Stop from = way.stops().get(i - 1);
                double share = (seconds - from.seconds()) / (to.seconds() - from.seconds());
                Spot here = spot(from.corner());
                Spot there = spot(to.corner());
                return new Spot(here.lat() + share * (there.lat() - here.lat()),
                        here.lng() + share * (there.lng() - here.lng()));
            }
        }
        return spot(way.stops().getLast().corner());
    }

    /** A corner that is as likely as any other. */
    public int anyCorner(RandomGenerator random) {
        return corners[random.nextInt(corners.length)];
    }

    /** Whether a corner is on the northern bank. */
    public boolean isNorth(int corner) {
        return grid.isNorth(corner);
    }

    List<Leg> from(int corner) {
        return out.get(corner);
    }

    Grid grid() {
        return grid;
    }

    double metresBetween(int one, int other) {
        return grid.metresBetween(one, other);
    }
}
