package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** `errorfile`, `errorfiles`, `errorloc` and its kin (manual 4.2): for each status the last line holds. */
final class ErrorWords {
    private static final List<Integer> STATUSES =
            List.of(200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504);

    private ErrorWords() {}

    static void errorFile(Line line, ProxyDraft proxy) {
        add(proxy, file(line));
    }

    static ErrorLine.File file(Line line) {
        int status = status(line);
        String path = line.take("a file");
        return new ErrorLine.File(line.at(), status, path.equals("/dev/null") ? "" : path);
    }

    /** `errorfiles NAME [CODE ...]`. Whether there is such a section is asked when everything is read. */
    static void group(Line line, ProxyDraft proxy) {
        Word name = line.takeWord("the name of an http-errors section");
        List<Integer> statuses = new ArrayList<>();
        while (line.hasNext()) statuses.add(status(line));
        add(proxy, new ErrorLine.Group(name.at(), name.text(), List.copyOf(statuses)));
    }

    static Keyword.Reader<ProxyDraft> location(int redirect) {
        return (line, proxy) -> {
            int status = status(line);
            add(proxy, new ErrorLine.Location(line.at(), status, redirect, line.take("a URL")));
        };
    }

    private static void add(ProxyDraft proxy, ErrorLine added) {
        List<ErrorLine> lines = new ArrayList<>(proxy.settings.get(ProxySettings.ERROR_LINES));
        lines.add(added);
        proxy.settings.set(ProxySettings.ERROR_LINES, List.copyOf(lines), added.at());
    }

    private static int status(Line line) {
        Word word = line.peek();
        int status = (int) line.takeInteger("a status", 0, 999);
        if (!STATUSES.contains(status))
            throw line.error(word, "no error page can be set for status " + status, "one of " + STATUSES);
        return status;
    }
}
