package io.hecd.acl;

import io.hecd.bytes.ByteView;
import io.hecd.sample.Addresses;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address or network as it is written in a pattern: `10.12/8`, `::1`, `2001:db8::/32`, a host name (manual 7.1.6). */
record AddressPattern(boolean six, long high, long low, long maskHigh, long maskLow) {

    static AddressPattern parse(Pattern pattern) {
        String text = pattern.text();
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String mask = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && mask.isEmpty()) throw Matchers.mistake(pattern.at(), "no mask after '" + text + "'", "");
        if (address.indexOf(':') >= 0) return parseSix(pattern, address, mask);
        long ipv4 = abbreviated(address);
        if (ipv4 < 0) ipv4 = resolve(pattern, address);
        long bits = mask.isEmpty() ? 0xffff_ffffL : mask4(pattern, mask);
        return new AddressPattern(false, 0, ipv4 & bits, 0, bits);
    }

    private static AddressPattern parseSix(Pattern pattern, String address, String mask) {
        Sample out = new Sample();
        if (!Addresses.parse(ByteView.of(address), out) || out.type() != SampleType.IPV6)
            throw Matchers.mistake(pattern.at(), "'" + address + "' is no IPv6 address", "");
        int length = mask.isEmpty() ? 128 : length(mask, 128);
        if (length < 0)
            throw Matchers.mistake(pattern.at(), "'" + mask + "' is no length of an IPv6 prefix", "0 to 128 bits");
        long high = Addresses.mask6High(length);
        long low = Addresses.mask6Low(length);
        return new AddressPattern(true, out.high() & high, out.number() & low, high, low);
    }

    private static long mask4(Pattern pattern, String mask) {
        int length = length(mask, 32);
        if (length >= 0) return Addresses.mask4(length);
        long dotted = Addresses.parseIpv4(ByteView.of(mask), 0, mask.length());
        if (dotted < 0) throw Matchers.mistake(pattern.at(), "'" + mask + "' is no IPv4 mask", "0 to 32 bits");
        return dotted;
    }

    private static int length(String mask, int most) {
        if (!mask.matches("[0-9]{1,3}")) return -1;
        int length = Integer.parseInt(mask);
        return length <= most ? length : -1;
    }

    /** Up to four numbers; the last fills what is left, so `127.1` is 127.0.0.1. -1 for anything else. */
    private static long abbreviated(String text) {
        if (!text.matches("[0-9]{1,10}(\\.[0-9]{1,10}){0,3}")) return -1;
        String[] parts = text.split("\\.");
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long part = Long.parseLong(parts[i]);
            boolean last = i == parts.length - 1;
            int bits = last ? 8 * (4 - i) : 8;
            if (part >>> bits != 0) return -1;
            value = value << bits | part;
        }
        return value;
    }

    private static long resolve(Pattern pattern, String name) {
        String wrong = "'" + name + "' is no address";
        if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?") || name.matches("[0-9.]+"))
            throw Matchers.mistake(pattern.at(), wrong, "an address or a network, as 10.0.0.0/8 or 2001:db8::/32");
        try {
            for (InetAddress address : InetAddress.getAllByName(name)) {
                if (!(address instanceof Inet4Address)) continue;
                Sample out = new Sample();
                out.address(address.getAddress());
                return out.number();
            }
        } catch (UnknownHostException e) {
            throw Matchers.mistake(pattern.at(), wrong + ", and no host of this name is known", "");
        }
        throw Matchers.mistake(pattern.at(), "host '" + name + "' has no IPv4 address", "");
    }
}
