package io.hecd.sample.convert;

import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.ByteView;
import io.hecd.sample.Addresses;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.ConverterRow;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Addresses: masks, and the parts of a Host header (manual 7.3.1). */
final class AddressConverters {
    static final List<ConverterRow> ROWS = List.of(
            ConverterRow.of("host_only", ArgSpec.NONE, SampleType.STR, SampleType.STR, AddressConverters::host),
            ConverterRow.of(
                            "ipmask",
                            ArgSpec.NONE.needs("mask4", TEXT).may("mask6", TEXT),
                            SampleType.ADDR,
                            SampleType.ADDR,
                            AddressConverters::mask)
                    .preparing(AddressConverters::masks),
            ConverterRow.of("port_only", ArgSpec.NONE, SampleType.STR, SampleType.SINT, AddressConverters::port));

    /** Compiled masks; an IPv6 address without a mask of its own fails to convert. */
    private record Masks(long four, boolean hasSix, long sixHigh, long sixLow) {}

    private AddressConverters() {}

    private static Object masks(Args args) {
        Sample four = parse(args.bytes(0), 32);
        if (four.type() != SampleType.IPV4) throw new IllegalArgumentException("the first mask is for IPv4");
        if (!args.has(1)) return new Masks(four.number(), false, 0, 0);
        Sample six = parse(args.bytes(1), 128);
        if (six.type() != SampleType.IPV6) throw new IllegalArgumentException("the second mask is for IPv6");
        return new Masks(four.number(), true, six.high(), six.number());
    }

    private static Sample parse(byte[] mask, int bits) {
        Sample out = new Sample();
        String text = new String(mask, StandardCharsets.ISO_8859_1);
        if (Addresses.parse(ByteView.of(text), out)) return out;
        int length;
        try {
            length = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no mask", e);
        }
        if (length < 0 || length > bits) throw new IllegalArgumentException("a mask has 0 to " + bits + " bits");
        if (bits == 32) out.ipv4(Addresses.mask4(length));
        else out.ipv6(Addresses.mask6High(length), Addresses.mask6Low(length));
        return out;
    }

    private static boolean mask(Transaction t, Args args, Sample s) {
        Masks masks = args.prepared(Masks.class);
        // ::ffff:a.b.c.d is an IPv4 client on an IPv6 socket: the mask for IPv4 is meant.
        if (s.type() == SampleType.IPV6 && s.high() == 0 && s.number() >>> 32 == 0xffff) s.castTo(SampleType.IPV4);
        if (s.type() == SampleType.IPV4) return s.ipv4(s.number() & masks.four);
        return masks.hasSix && s.ipv6(s.high() & masks.sixHigh, s.number() & masks.sixLow);
    }

    /** Also in lower case (manual 7.3.1, host_only). */
    private static boolean host(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        int colon = colon(in);
        if (colon >= 0) in.narrow(0, colon);
        return TextConverters.lower(t, s);
    }

    private static boolean port(Transaction t, Args args, Sample s) {
        ByteView in = s.bytes();
        int colon = colon(in);
        long port = 0;
        for (int i = colon < 0 ? in.length() : colon + 1; i < in.length(); i++) {
            int digit = in.byteAt(i) - '0';
            if (digit < 0 || digit > 9) break;
            port = Math.min(port * 10 + digit, Integer.MAX_VALUE);
        }
        return s.integer(port);
    }

    /** The colon before the port, or -1: not one within an IPv6 address in brackets. */
    private static int colon(ByteView in) {
        for (int i = in.length() - 1; i >= 0; i--) {
            if (in.byteAt(i) == ']') return -1;
            if (in.byteAt(i) == ':') return i;
        }
        return -1;
    }
}
