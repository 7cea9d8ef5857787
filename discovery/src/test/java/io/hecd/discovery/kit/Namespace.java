package io.hecd.discovery.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network namespace behind a cable (veth) of its own, and the host's end of that cable. Packets can be dropped in it by
 * iptables, in one direction or both, as a partition does: nothing is closed, nobody is told. Needs root; goes with the test.
 */
public final class Namespace implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final String name;
    private final String cable;
    private final String network;

    private Namespace(String name, String cable, String network) {
        this.name = name;
        this.cable = cable;
        this.network = network;
    }

    /** Two addresses of a small network of 198.18.0.0/15, which is for tests (RFC 2544). */
    public static Namespace create() {
        int number = MADE.incrementAndGet();
        long pid = ProcessHandle.current().pid();
        String id = "hecd" + pid + "n" + number;
        // Networks of 4 addresses: one for each namespace of each JVM, as good as never the same.
        long at = ((pid * 64 + number) & 0x7fff) * 4;
        Namespace made = new Namespace(
                id,
                "h" + pid + "n" + number,
                "198." + (18 + (at >> 16 & 1)) + "." + (at >> 8 & 255) + "." + (at & 252));
        try {
            made.ip("netns", "add", id);
            made.ip("link", "add", made.cable, "type", "veth", "peer", "name", "eth0", "netns", id);
            made.ip("address", "add", made.address(1) + "/30", "dev", made.cable);
            made.ip("link", "set", made.cable, "up");
            made.ip("-n", id, "address", "add", made.address(2) + "/30", "dev", "eth0");
            made.ip("-n", id, "link", "set", "eth0", "up");
            made.ip("-n", id, "link", "set", "lo", "up");
            return made;
        } catch (AssertionError e) {
            made.close();
            throw new AssertionError(
                    "network namespaces cannot be made; they need root (CAP_SYS_ADMIN, CAP_NET_ADMIN): "
                            + e.getMessage());
        }
    }

    /** Of those in it, as seen from the host. */
    public String host() {
        return address(2);
    }

    /** Before the words of a program that is to run in it. */
    List<String> prefix() {
        return List.of(Programs.find("ip", "iproute2"), "netns", "exec", name);
    }

    /** What is sent to it is dropped. */
    public void dropQuestions() {
        iptables("-A", "INPUT", "-i", "eth0", "-j", "DROP");
    }

    /** What it sends is dropped. */
    public void dropAnswers() {
        iptables("-A", "OUTPUT", "-o", "eth0", "-j", "DROP");
    }

    /** The cable is pulled: the host has no way there either. */
    public void unplug() {
        ip("-n", name, "link", "set", "eth0", "down");
    }

    /** All passes again. */
    public void heal() {
        iptables("-F");
        ip("-n", name, "link", "set", "eth0", "up");
    }

    @Override
    public void close() {
        for (List<String> last : List.of(List.of("netns", "del", name), List.of("link", "del", cable))) {
            try {
                ip(last.toArray(String[]::new));
            } catch (AssertionError e) {
                // It was never there, or went with the other.
            }
        }
    }

    private String address(int last) {
        int dot = network.lastIndexOf('.') + 1;
        return network.substring(0, dot) + (Integer.parseInt(network.substring(dot)) + last);
    }

    private void iptables(String... words) {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(List.of(Programs.find("iptables", "iptables"), "-w", "10"));
        command.addAll(List.of(words));
        Programs.run(Path.of("/"), Map.of(), command);
    }

    private void ip(String... words) {
        List<String> command = new ArrayList<>(List.of(Programs.find("ip", "iproute2")));
        command.addAll(List.of(words));
        Programs.run(Path.of("/"), Map.of(), command);
    }
}
