package io.hecd.sample.fetch;

import static io.hecd.sample.ArgSpec.Kind.INTEGER;
import static io.hecd.sample.ArgSpec.Kind.TEXT;

import io.hecd.bytes.ByteView;
import io.hecd.sample.Addresses;
import io.hecd.sample.ArgSpec;
import io.hecd.sample.Args;
import io.hecd.sample.FetchRow;
import io.hecd.sample.Need;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import io.hecd.traffic.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Fetches that look at no traffic (manual 7.3.2): constants, the date, random numbers. */
final class ConstantFetches {
    private static final ArgSpec VALUE = ArgSpec.NONE.needs("value", TEXT);
    private static final ArgSpec DATE = ArgSpec.NONE.may("offset", INTEGER).may("unit", TEXT);

    static final List<FetchRow> ROWS = List.of(
            row("always_false", ArgSpec.NONE, SampleType.BOOL, (t, a, s) -> s.bool(false)),
            row("always_true", ArgSpec.NONE, SampleType.BOOL, (t, a, s) -> s.bool(true)),
            row("bin", VALUE, SampleType.BIN, ConstantFetches::binary).preparing(ConstantFetches::parseHex),
            row("bool", VALUE, SampleType.BOOL, (t, a, s) -> s.bool(a.prepared(Boolean.class)))
                    .preparing(ConstantFetches::parseBool),
            row("date", DATE, SampleType.SINT, ConstantFetches::date).preparing(ConstantFetches::parseUnit),
            row(
                    "date_us",
                    ArgSpec.NONE,
                    SampleType.SINT,
                    (t, a, s) -> s.integer(t.clock().wallMillis() % 1000 * 1000)),
            row("env", VALUE, SampleType.STR, (t, a, s) -> s.text(a.prepared(byte[].class)))
                    .preparing(ConstantFetches::environment),
            row("int", ArgSpec.NONE.needs("integer", INTEGER), SampleType.SINT, (t, a, s) -> s.integer(a.number(0, 0))),
            row("ipv4", VALUE, SampleType.IPV4, ConstantFetches::address).preparing(a -> parseAddress(a, false)),
            row("ipv6", VALUE, SampleType.IPV6, ConstantFetches::address).preparing(a -> parseAddress(a, true)),
            row("meth", VALUE, SampleType.METH, (t, a, s) -> s.text(a.bytes(0)) && s.as(SampleType.METH)),
            row("rand", ArgSpec.NONE.may("range", INTEGER), SampleType.SINT, ConstantFetches::random),
            row("str", VALUE, SampleType.STR, (t, a, s) -> s.text(a.bytes(0))));

    private ConstantFetches() {}

    private static FetchRow row(String name, ArgSpec args, SampleType type, io.hecd.sample.Fetch fetch) {
        return FetchRow.of(name, args, type, Need.NOTHING, fetch);
    }

    private static boolean binary(Transaction t, Args args, Sample out) {
        byte[] bytes = args.prepared(byte[].class);
        return out.binary(bytes, 0, bytes.length);
    }

    private static Object parseHex(Args args) {
        try {
            return HexFormat.of().parseHex(new String(args.bytes(0), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an even number of hexadecimal digits is needed", e);
        }
    }

    private static Object parseBool(Args args) {
        return switch (new String(args.bytes(0), StandardCharsets.ISO_8859_1)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("true, false, 1 or 0 is needed");
        };
    }

    /** The place of a variable that is not set is empty, as in HAProxy. */
    private static Object environment(Args args) {
        String value = System.getenv(new String(args.bytes(0), StandardCharsets.UTF_8));
        return value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean address(Transaction t, Args args, Sample out) {
        return out.address(args.prepared(byte[].class));
    }

    private static Object parseAddress(Args args, boolean six) {
        ByteView text = new ByteView().set(args.bytes(0), 0, args.bytes(0).length);
        Sample parsed = new Sample();
        if (!Addresses.parse(text, parsed) || (parsed.type() == SampleType.IPV6) != six)
            throw new IllegalArgumentException("'" + text + "' is no IPv" + (six ? 6 : 4) + " address");
        parsed.castTo(SampleType.BIN);
        byte[] address = new byte[parsed.bytes().length()];
        System.arraycopy(parsed.bytes().array(), parsed.bytes().offset(), address, 0, address.length);
        return address;
    }

    /** Milliseconds in one unit, negative for units in one millisecond. */
    private static Object parseUnit(Args args) {
        return switch (new String(args.bytes(1), StandardCharsets.ISO_8859_1)) {
            case "", "s" -> 1000;
            case "ms" -> 1;
            case "us" -> -1000;
            default -> throw new IllegalArgumentException("a unit s, ms or us is needed");
        };
    }

    private static boolean date(Transaction t, Args args, Sample out) {
        int unit = args.prepared(Integer.class);
        long now = t.clock().wallMillis();
        return out.integer((unit > 0 ? now / unit : now * -unit) + args.number(0, 0));
    }

    private static boolean random(Transaction t, Args args, Sample out) {
        long number = ThreadLocalRandom.current().nextLong(1L << 32);
        long range = args.number(0, 0);
        return out.integer(range > 0 ? number * range >>> 32 : number);
    }
}
