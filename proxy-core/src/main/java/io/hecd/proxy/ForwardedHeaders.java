package io.hecd.proxy;

import io.hecd.bytes.ByteView;
import io.hecd.config.model.ProxySettings.ForwardFor;
import io.hecd.http.HttpHead;
import io.hecd.traffic.Endpoint;
import java.util.Locale;

/** `option forwardfor` and `option originalto` (manual 4.2): the addresses that the server is told. Immutable. */
public final class ForwardedHeaders {
    private final One source;
    private final One destination;

    public ForwardedHeaders(ForwardFor forwardFor, ForwardFor originalTo) {
        source = new One(forwardFor);
        destination = new One(originalTo);
    }

    /**
     * Adds what either asks for to the end of the head: by the backend's name if it has one, unless one of them excepts the
     * address. `if-none` holds only if nobody asks without it. False when there is no room.
     */
    static boolean add(
            ForwardedHeaders frontend,
            ForwardedHeaders backend,
            HttpHead head,
            Endpoint client,
            Endpoint local,
            ByteView scratch) {
        return One.add(frontend.source, backend.source, head, client, scratch)
                && One.add(frontend.destination, backend.destination, head, local, scratch);
    }

    /** One of the two. */
    private static final class One {
        final byte[] name;
        final boolean ifNone;
        final byte[] network;
        final int bits;

        One(ForwardFor option) {
            name = io.hecd.bytes.Ascii.bytes(option.header().toLowerCase(Locale.ROOT));
            ifNone = option.ifNone();
            String except = option.except();
            int slash = except.indexOf('/');
            network = except.isEmpty() ? new byte[0] : parse(slash < 0 ? except : except.substring(0, slash));
            bits = slash < 0 ? network.length * 8 : prefix(except.substring(slash + 1));
        }

        static boolean add(One frontend, One backend, HttpHead head, Endpoint endpoint, ByteView scratch) {
            byte[] name = backend.name.length > 0 ? backend.name : frontend.name;
            byte[] address = endpoint.address();
            if (name.length == 0 || address.length == 0) return true;
            if (frontend.yields() && backend.yields() && head.find(name) >= 0) return true;
            if (frontend.isExcepted(address) || backend.isExcepted(address)) return true;
            return head.add(name, scratch.set(endpoint.text(), 0, endpoint.text().length));
        }

        /** Does not insist on another header beside one that is there already. */
        private boolean yields() {
            return name.length == 0 || ifNone;
        }

        private boolean isExcepted(byte[] address) {
            if (network.length == 0 || network.length != address.length) return false;
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if (((network[bit / 8] ^ address[bit / 8]) & mask) != 0) return false;
            }
            return true;
        }

        private static byte[] parse(String literal) {
            try {
                return java.net.InetAddress.getByName(literal).getAddress();
            } catch (java.net.UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + literal, e);
            }
        }

        /** `24` or `255.255.255.0`. */
        private static int prefix(String text) {
            if (text.indexOf('.') < 0) return Integer.parseInt(text);
            int bits = 0;
            for (byte b : parse(text)) bits += Integer.bitCount(b & 0xff);
            return bits;
        }
    }
}
