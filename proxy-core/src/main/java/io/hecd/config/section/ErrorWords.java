package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ErrorFile;
import io.hecd.config.model.ProxySettings.ErrorLocation;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** `errorfile`, `errorloc` and its kin (manual 4.2): one answer per status, the last one written. */
final class ErrorWords {
    private static final List<Integer> STATUSES =
            List.of(200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504);

    private ErrorWords() {}

    static void errorFile(Line line, ProxyDraft proxy) {
        int status = status(line);
        String path = line.take("a file");
        Map<Integer, ErrorFile> files = new TreeMap<>(proxy.settings.get(ProxySettings.ERROR_FILES));
        Map<Integer, ErrorLocation> locations = new TreeMap<>(proxy.settings.get(ProxySettings.ERROR_LOCATIONS));
        files.put(status, new ErrorFile(status, path.equals("/dev/null") ? "" : path));
        locations.remove(status);
        store(line, proxy, files, locations);
    }

    static Keyword.Reader<ProxyDraft> location(int redirect) {
        return (line, proxy) -> {
            int status = status(line);
            String location = line.take("a URL");
            Map<Integer, ErrorFile> files = new TreeMap<>(proxy.settings.get(ProxySettings.ERROR_FILES));
            Map<Integer, ErrorLocation> locations = new TreeMap<>(proxy.settings.get(ProxySettings.ERROR_LOCATIONS));
            locations.put(status, new ErrorLocation(status, redirect, location));
            files.remove(status);
            store(line, proxy, files, locations);
        };
    }

    private static void store(
            Line line, ProxyDraft proxy, Map<Integer, ErrorFile> files, Map<Integer, ErrorLocation> locations) {
        proxy.settings.set(ProxySettings.ERROR_FILES, Map.copyOf(files), line.at());
        proxy.settings.set(ProxySettings.ERROR_LOCATIONS, Map.copyOf(locations), line.at());
    }

    private static int status(Line line) {
        Word word = line.peek();
        int status = (int) line.takeInteger("a status", 0, 999);
        if (!STATUSES.contains(status))
            throw line.error(word, "no error page can be set for status " + status, "one of " + STATUSES);
        return status;
    }
}
