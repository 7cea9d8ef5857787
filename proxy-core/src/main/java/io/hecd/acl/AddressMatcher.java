package io.hecd.acl;

import io.hecd.names.LoadTime;
import io.hecd.sample.Addresses;
import io.hecd.sample.Sample;
import io.hecd.sample.SampleType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Addresses and networks of both families, and the four ways in which they compare (manual 7.1.6). One sorted array per
 * mask, so that a list of a million networks costs as many binary searches as it has masks. Immutable.
 */
final class AddressMatcher implements Matcher {
    /** The networks with one mask. IPv4 has its bits in `low`. */
    private static final class Networks {
        final long maskHigh;
        final long maskLow;
        final long[] high;
        final long[] low;

        @LoadTime
        Networks(List<AddressPattern> patterns) {
            maskHigh = patterns.get(0).maskHigh();
            maskLow = patterns.get(0).maskLow();
            AddressPattern[] sorted = patterns.toArray(AddressPattern[]::new);
            Arrays.sort(sorted, Comparator.comparingLong(AddressPattern::high).thenComparingLong(AddressPattern::low));
            high = Arrays.stream(sorted).mapToLong(AddressPattern::high).toArray();
            low = Arrays.stream(sorted).mapToLong(AddressPattern::low).toArray();
        }

        boolean contain(long addressHigh, long addressLow) {
            long h = addressHigh & maskHigh;
            long l = addressLow & maskLow;
            int from = 0;
            int to = low.length - 1;
            while (from <= to) {
                int middle = from + to >>> 1;
                int order = high[middle] != h ? Long.compare(high[middle], h) : Long.compare(low[middle], l);
                if (order == 0) return true;
                if (order < 0) from = middle + 1;
                else to = middle - 1;
            }
            return false;
        }
    }

    private final Networks[] four;
    private final Networks[] six;

    private AddressMatcher(Networks[] four, Networks[] six) {
        this.four = four;
        this.six = six;
    }

    @LoadTime
    static Matcher of(List<Pattern> patterns) {
        List<AddressPattern> parsed =
                patterns.stream().map(AddressPattern::parse).toList();
        return new AddressMatcher(
                byMask(parsed.stream().filter(p -> !p.six()).toList()),
                byMask(parsed.stream().filter(AddressPattern::six).toList()));
    }

    @LoadTime
    private static Networks[] byMask(List<AddressPattern> patterns) {
        Map<String, List<AddressPattern>> groups = new TreeMap<>();
        for (AddressPattern p : patterns)
            groups.computeIfAbsent(p.maskHigh() + "/" + p.maskLow(), k -> new java.util.ArrayList<>())
                    .add(p);
        return groups.values().stream().map(Networks::new).toArray(Networks[]::new);
    }

    @Override
    public boolean matches(Sample sample) {
        if (sample.type() == SampleType.IPV4) {
            long address = sample.number();
            return contained(four, 0, address) || contained(six, 0, Addresses.MAPPED | address);
        }
        long high = sample.high();
        long low = sample.number();
        if (contained(six, high, low)) return true;
        return Addresses.holdsIpv4(high, low) && contained(four, 0, Addresses.ipv4Within(high, low));
    }

    private static boolean contained(Networks[] all, long high, long low) {
        for (Networks networks : all) if (networks.contain(high, low)) return true;
        return false;
    }
}
