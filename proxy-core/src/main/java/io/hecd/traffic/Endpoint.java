package io.hecd.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * One end of a TCP connection: 4 or 16 address bytes and a port, or none of both for a unix socket. Immutable; made once
 * per connection, so that rules and logs need no InetAddress.
 */
public final class Endpoint {
    /** A unix socket, or an address that is not known. */
    public static final Endpoint NONE = new Endpoint(new byte[0], 0);

    private final byte[] address;
    private final int port;
    private final byte[] text;

    private Endpoint(byte[] address, int port) {
        this.address = address;
        this.port = port;
        this.text = render(address);
    }

    /** An IPv4 address that came mapped into IPv6 is shown as IPv4, as the other programs of a log chain expect. */
    public static Endpoint of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) return NONE;
        return new Endpoint(inet.getAddress().getAddress(), inet.getPort());
    }

    /** @param address 4 or 16 bytes, kept */
    public static Endpoint of(byte[] address, int port) {
        return new Endpoint(address, port);
    }

    /** 4, 16 or 0 bytes: not to be written to. */
    public byte[] address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** The address without port as ASCII bytes, "unix" for none: not to be written to. */
    public byte[] text() {
        return text;
    }

    @Override
    public String toString() {
        return new String(text, java.nio.charset.StandardCharsets.US_ASCII) + ":" + port;
    }

    private static byte[] render(byte[] address) {
        if (address.length == 0) return io.hecd.bytes.Ascii.bytes("unix");
        try {
            String text = InetAddress.getByAddress(address).getHostAddress();
            return io.hecd.bytes.Ascii.bytes(address.length == 16 ? shortest(text) : text);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length, e);
        }
    }

    /** RFC 5952: the longest run of zero groups becomes `::`. */
    private static String shortest(String full) {
        String[] groups = full.split(":", -1);
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < groups.length; i++) {
            int length = 0;
            while (i + length < groups.length && groups[i + length].equals("0")) length++;
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        if (best < 0) return full;
        String head = String.join(":", java.util.Arrays.copyOfRange(groups, 0, best));
        String tail = String.join(":", java.util.Arrays.copyOfRange(groups, best + bestLength, groups.length));
        return head + "::" + tail;
    }
}
