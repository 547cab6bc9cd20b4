package dev.whiteboard.local.launcher.topology;

/**
 * One replica of a service.
 *
 * @param replica 0 for the first
 */
public record Instance(Service service, int replica) {

    /** {@code url-shortener}, {@code url-shortener-2} … */
    public String name() {
        return replica == 0 ? service.name() : service.name() + "-" + (replica + 1);
    }

    public Ports ports() {
        return service.ports(replica);
    }
}
