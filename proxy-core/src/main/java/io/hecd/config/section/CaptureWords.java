package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.Capture;
import io.hecd.config.text.Line;
import java.util.ArrayList;
import java.util.List;

/** `capture cookie NAME len N`, `capture request header NAME len N` (manual 4.2). */
final class CaptureWords {
    private CaptureWords() {}

    static Keyword.Reader<ProxyDraft> header(String side) {
        return (line, proxy) -> add(line, proxy, side);
    }

    static void cookie(Line line, ProxyDraft proxy) {
        add(line, proxy, "cookie");
    }

    private static void add(Line line, ProxyDraft proxy, String kind) {
        String name = line.take("a name");
        if (!line.accept("len"))
            throw line.error(line.peek(), "'len' and a length must follow the name", "as in 'len 32'");
        int length = (int) line.takeInteger("a length", 1, 65535);
        List<Capture> captures = new ArrayList<>(proxy.settings.get(ProxySettings.CAPTURES));
        // There is one cookie capture, the last one written.
        if (kind.equals("cookie")) captures.removeIf(capture -> capture.kind().equals("cookie"));
        captures.add(new Capture(kind, name, length));
        proxy.settings.set(ProxySettings.CAPTURES, List.copyOf(captures), line.at());
    }
}
