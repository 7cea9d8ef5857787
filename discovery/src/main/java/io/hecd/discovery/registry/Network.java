package io.hecd.discovery.registry;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** A network in CIDR form: `10.0.0.0/8`, `fd00::/8`, or one address. */
public record Network(InetAddress address, int bits) {
    /** @return empty when the text is none */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> address = IpLiteral.parse(host);
        if (address.isEmpty()) return Optional.empty();
        int length = address.get().getAddress().length * 8;
        if (slash < 0) return Optional.of(new Network(address.get(), length));
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > length) return Optional.empty();
        return Optional.of(new Network(address.get(), Integer.parseInt(digits)));
    }

    /** Whether `other` is in it; an address of the other family never is. */
    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] theirs = other.getAddress();
        if (own.length != theirs.length) return false;
        int whole = bits / 8;
        if (!Arrays.equals(own, 0, whole, theirs, 0, whole)) return false;
        int rest = bits % 8;
        return rest == 0 || (own[whole] ^ theirs[whole]) >> (8 - rest) << (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
