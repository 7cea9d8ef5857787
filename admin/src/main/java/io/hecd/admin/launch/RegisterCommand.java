package io.hecd.admin.launch;

import io.hecd.discovery.announce.Keeper;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.sync.ServerValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hecd register NAME HOST:PORT`: puts a server into a registry, for good, for a time, or for as long as the command runs. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = "Put a server into a registry.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done, with the reason", "2:the command line makes no sense"})
final class RegisterCommand implements Callable<Integer> {
    private static final int USUAL_TTL = 30;
    private static final int LONGEST_TTL = 10 * 365 * 86_400;

    @Parameters(index = "0", paramLabel = "NAME", description = "the server's name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "HOST:PORT", description = "its address")
    private String address = "";

    @Option(names = "--weight", paramLabel = "N", description = "its weight, 0 to 256")
    private Optional<Integer> weight = Optional.empty();

    @Option(names = "--maxconn", paramLabel = "N", description = "how many connections it takes")
    private Optional<Integer> connections = Optional.empty();

    @Option(names = "--backup", description = "used when no other server is usable")
    private boolean backup;

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "forget it after so long; default: never")
    private Optional<Integer> ttl = Optional.empty();

    @Option(names = "--keepalive", description = "stay, keep it there (--ttl 30), and take it out at the end")
    private boolean stays;

    @Mixin
    private RegistryChoice choice = new RegistryChoice();

    @Override
    public Integer call() throws InterruptedException {
        try {
            String key = choice.key(name);
            String value = value();
            Optional<String> objection = ServerValue.objection(key, value);
            if (objection.isPresent())
                throw new RegistryChoice.Refused("hecd would leave '" + name + "' out: " + objection.get());
            if (ttl.isPresent() && (ttl.get() < 1 || ttl.get() > LONGEST_TTL))
                throw new RegistryChoice.Refused("--ttl is in seconds, from 1 to " + LONGEST_TTL);
            try (Store store = choice.open()) {
                if (stays) keep(store, key, value);
                else put(store, key, value);
            }
            return 0;
        } catch (RegistryChoice.Refused e) {
            System.err.println("hecd register: " + e.getMessage());
            return 1;
        }
    }

    private String value() {
        StringBuilder value = new StringBuilder(address);
        weight.ifPresent(number -> value.append(" weight ").append(number));
        connections.ifPresent(number -> value.append(" maxconn ").append(number));
        return value.append(backup ? " backup" : "").toString();
    }

    private void put(Store store, String key, String value) throws RegistryChoice.Refused {
        Change put = Change.put(key, value).living(ttl.orElse(0) * 1000L);
        var unused = RegistryChoice.answer(store, store.commit(put));
        System.out.println(key + " = " + value
                + ttl.map(seconds -> ", for " + seconds + " s").orElse(""));
    }

    /** The first write must succeed; after that every outage is waited out. */
    private void keep(Store store, String key, String value) throws RegistryChoice.Refused, InterruptedException {
        Duration life = Duration.ofSeconds(ttl.orElse(USUAL_TTL));
        var unused =
                RegistryChoice.answer(store, store.commit(Change.put(key, value).living(life.toMillis())));
        try (Keeper keeper = Keeper.start(store, key, life, value)) {
            if (!keeper.await(life)) throw new RegistryChoice.Refused(keeper.trouble());
            System.out.println(key + " = " + value + ", until ^C");
            System.out.flush();
            Signals.Order order = Signals.await();
            while (order == Signals.Order.RELOAD) order = Signals.await();
        }
    }
}
