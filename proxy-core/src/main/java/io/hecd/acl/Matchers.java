package io.hecd.acl;

import io.hecd.config.text.Mistake;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.sample.Regex;
import io.hecd.sample.SampleType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The ways to compare a sample with patterns (manual 7.1, -m). */
public final class Matchers {
    /** The suffixes that make an ACL word of a fetch: `path_beg` is `path -m beg`. */
    static final List<String> SUFFIXES = List.of("beg", "dir", "dom", "end", "len", "reg", "sub");

    private Matchers() {}

    public static Catalog<MatcherRow> standard() {
        return new Catalog<MatcherRow>("matching method")
                .with("beg", text("beg", TextMatchers::begins))
                .with("bin", new MatcherRow("bin", SampleType.BIN, Matchers::binary))
                .with("bool", new MatcherRow("bool", SampleType.BOOL, patterns -> s -> s.isTrue()))
                .with("dir", text("dir", patterns -> TextMatchers.delimited(patterns, "/?")))
                .with("dom", text("dom", patterns -> TextMatchers.delimited(patterns, "/?.:")))
                .with("end", text("end", TextMatchers::ends))
                .with("found", new MatcherRow("found", SampleType.ANY, patterns -> s -> true))
                .with("int", new MatcherRow("int", SampleType.SINT, Matchers::integer))
                .with("ip", new MatcherRow("ip", SampleType.ADDR, AddressMatcher::of))
                .with("len", text("len", Matchers::length))
                .with("reg", text("reg", Matchers::regex))
                .with("str", text("str", TextMatchers::exact))
                .with("sub", text("sub", TextMatchers::contains));
    }

    /** What `-m` would be without being written (manual 7.1, second table); empty where there is none. */
    static String implied(SampleType type) {
        return switch (type) {
            case BOOL -> "bool";
            case SINT -> "int";
            case ADDR, IPV4, IPV6 -> "ip";
            case STR, METH -> "str";
            case ANY, BIN -> "";
        };
    }

    private static MatcherRow text(String name, MatcherRow.Maker maker) {
        return new MatcherRow(name, SampleType.STR, maker);
    }

    private static Matcher integer(List<Pattern> patterns) {
        IntegerRanges ranges = IntegerRanges.of(patterns);
        return s -> ranges.contains(s.number());
    }

    private static Matcher length(List<Pattern> patterns) {
        IntegerRanges ranges = IntegerRanges.of(patterns);
        return s -> ranges.contains(s.bytes().length());
    }

    private static Matcher regex(List<Pattern> patterns) {
        List<Regex> compiled = new ArrayList<>();
        for (Pattern pattern : patterns) {
            try {
                compiled.add(Regex.compile(pattern.text(), pattern.ignoreCase()));
            } catch (IllegalArgumentException e) {
                throw mistake(pattern.at(), String.valueOf(e.getMessage()), "");
            }
        }
        Regex[] all = compiled.toArray(Regex[]::new);
        return s -> {
            for (Regex regex : all) if (regex.find(s.bytes())) return true;
            return false;
        };
    }

    private static Matcher binary(List<Pattern> patterns) {
        List<Pattern> decoded = new ArrayList<>();
        for (Pattern pattern : patterns) {
            try {
                decoded.add(Pattern.of(HexFormat.of().parseHex(pattern.text()), false, pattern.at()));
            } catch (IllegalArgumentException e) {
                String message = "'" + pattern.text() + "' is not an even number of hexadecimal digits";
                throw mistake(pattern.at(), message, "");
            }
        }
        return TextMatchers.exact(decoded);
    }

    static Mistake mistake(Word at, String message, String hint) {
        return Mistake.at(at.at(), at.length(), message, hint);
    }
}
