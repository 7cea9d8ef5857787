package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.Capture;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * `capture cookie NAME len N`, `capture request header NAME len N`, `declare capture request len N` (manual 4.2). Slots are
 * numbered in the order of the lines, those of `http-request capture ... len N` among them.
 */
final class CaptureWords {
    private static final Set<String> CAPTURING = Set.of("http-request", "tcp-request content");

    private CaptureWords() {}

    static Keyword.Reader<ProxyDraft> header(String side) {
        return (line, proxy) -> named(line, proxy, side);
    }

    static void cookie(Line line, ProxyDraft proxy) {
        named(line, proxy, "cookie");
    }

    private static void named(Line line, ProxyDraft proxy, String kind) {
        String name = line.take("a name");
        add(proxy, new Capture(kind, name, length(line), line.at()));
    }

    static void declare(Line line, ProxyDraft proxy) {
        Word side = line.takeWord("'request' or 'response'");
        if (!side.is("request") && !side.is("response"))
            throw line.error(side, "'" + side + "' is neither 'request' nor 'response'", "");
        add(proxy, new Capture(side.text(), "", length(line), line.at()));
    }

    private static int length(Line line) {
        if (!line.accept("len"))
            throw line.error(line.peek(), "'len' and a length must follow the name", "as in 'len 32'");
        return (int) line.takeInteger("a length", 1, 65535);
    }

    /** The slot of a rule `capture SAMPLE len N`. What is wrong with such a rule is told where its action is compiled. */
    static void ofRule(ProxyDraft proxy, RuleConfig rule) {
        List<Word> words = rule.words();
        if (words.size() != 4 || !words.get(0).is("capture") || !CAPTURING.contains(rule.set())) return;
        if (!words.get(2).is("len")) return;
        int length = number(words.get(3).text());
        if (length > 0)
            add(proxy, new Capture("request", "", length, words.get(0).at()));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void add(ProxyDraft proxy, Capture capture) {
        Position at = capture.at();
        List<Capture> captures = new ArrayList<>(proxy.settings.get(ProxySettings.CAPTURES));
        // There is one cookie capture, the last one written.
        if (capture.kind().equals("cookie"))
            captures.removeIf(other -> other.kind().equals("cookie"));
        captures.add(capture);
        proxy.settings.set(ProxySettings.CAPTURES, List.copyOf(captures), at);
    }
}
