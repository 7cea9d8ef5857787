package io.hecd.admin.launch;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.text.RawText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Asks the runtime socket of a running hecd one thing (management 9.3). For commands that look at a process from outside. */
final class RuntimeClient {
    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private final SocketAddress address;

    private RuntimeClient(SocketAddress address) {
        this.address = address;
    }

    /** @param place a path, or HOST:PORT; empty if it is neither */
    static Optional<RuntimeClient> at(String place) {
        int colon = place.lastIndexOf(':');
        if (place.indexOf('/') >= 0 || colon < 0)
            return place.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RuntimeClient(UnixDomainSocketAddress.of(place)));
        try {
            int port = Integer.parseInt(place.substring(colon + 1));
            String host = colon == 0 ? "127.0.0.1" : place.substring(0, colon);
            return Optional.of(new RuntimeClient(new InetSocketAddress(host, port)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first `stats socket` of a configuration that can be reached. */
    static Optional<RuntimeClient> of(Configuration configuration) {
        for (BindConfig line : configuration.global().get(GlobalSettings.STATS_SOCKETS)) {
            for (Address address : line.addresses()) {
                if (address instanceof Address.Unix unix)
                    return at(unix.path().indexOf('/') < 0 ? "./" + unix.path() : unix.path());
                if (address instanceof Address.Inet inet) {
                    boolean any = inet.host().isEmpty() || inet.host().equals("*");
                    return at((any ? "127.0.0.1" : inet.host()) + ":" + inet.port());
                }
            }
        }
        return Optional.empty();
    }

    /** Sends one command and returns all that is answered, without the empty line behind it. */
    String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            ByteBuffer out = ByteBuffer.wrap(RawText.encode(command + "\n"));
            while (out.hasRemaining()) channel.write(out);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer in = ByteBuffer.allocate(16 * 1024);
            while (channel.read(in) >= 0) {
                answer.write(in.array(), 0, in.position());
                in.clear();
                if (answer.size() > LONGEST_ANSWER) throw new IOException("the answer has no end");
            }
            String text = RawText.decode(answer.toByteArray());
            return text.endsWith("\n\n") ? text.substring(0, text.length() - 1) : text;
        }
    }

    @Override
    public String toString() {
        return String.valueOf(address);
    }
}
