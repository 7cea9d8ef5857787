package io.hecd.balance;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.config.model.Address;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.time.Clock;
import io.hecd.traffic.FakeTransaction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backend with servers s1, s2, ... for the tests of algorithms. */
final class Farm {
    final Backend backend;
    final BackendControl control;

    private Farm() {
        ProxyConfig config = config(Settings.builder());
        backend = new Backend(config, 1);
        control = new BackendControl(backend, Clock.system(), 1);
    }

    static Farm ofWeights(int... weights) {
        Farm farm = new Farm();
        for (int i = 0; i < weights.length; i++) farm.add("s" + (i + 1), weights[i], 0, 0);
        return farm;
    }

    Server add(String name, int weight, int id, int maxconn) {
        Settings.Builder settings = Settings.builder().set(ServerSettings.WEIGHT, weight, Position.NONE);
        if (maxconn > 0) settings.set(ServerSettings.MAXCONN, maxconn, Position.NONE);
        ServerConfig config =
                new ServerConfig(Position.NONE, name, new Address.Inet("127.0.0.1", 1, false, 0), settings.build());
        return control.add(config, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), id);
    }

    static ProxyConfig config(Settings.Builder settings) {
        return new ProxyConfig(
                Position.NONE,
                ProxyKind.BACKEND,
                "app",
                1,
                settings.build(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    ServerSet set() {
        return backend.servers();
    }

    Server server(String name) {
        return control.find(name).orElseThrow();
    }

    Picker picker(Algorithm algorithm) {
        return algorithm.picker(set(), null);
    }

    /** `balance` with the words of `line`, over `hash-type` in http mode; problems fail the test. */
    static Algorithm algorithm(String line, ProxySettings.HashType hashType) {
        Problems problems = new Problems();
        Algorithm algorithm = compile(line, hashType, ProxySettings.Mode.HTTP, problems);
        if (!problems.isEmpty()) throw new AssertionError(problems.toString());
        return algorithm;
    }

    static Algorithm algorithm(String line) {
        return algorithm(line, new ProxySettings.HashType(false, "sdbm", false));
    }

    static Algorithm compile(String line, ProxySettings.HashType hashType, ProxySettings.Mode mode, Problems problems) {
        List<String> words = Arrays.asList(line.split(" "));
        Settings.Builder settings = Settings.builder()
                .set(ProxySettings.MODE, mode, Position.NONE)
                .set(ProxySettings.HASH_TYPE, hashType, Position.NONE)
                .set(
                        ProxySettings.BALANCE,
                        new ProxySettings.Balance(words.get(0), words.subList(1, words.size())),
                        Position.NONE);
        return Algorithms.compile(Algorithms.standard(), config(settings), problems);
    }

    /** The names of the next `count` servers, "s1" as "1". */
    static String sequence(Picker picker, int count) {
        List<String> names = new ArrayList<>();
        FakeTransaction request = FakeTransaction.asking("/");
        for (int i = 0; i < count; i++)
            names.add(nameOf(picker.pick(request, null)).substring(1));
        return String.join(" ", names);
    }

    static String nameOf(@Nullable Server server) {
        return server == null ? "none" : server.name();
    }
}
