package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.http.HttpHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client is answered when there is no answer of a server: built-in pages that say why and carry an id, or what
 * `errorfile` and `errorloc` put in their place (manual 4.2). One per proxy, made while loading; shared by all workers.
 */
public final class ErrorPages {
    /** The header of built-in pages: {@link Ending#code} and the id. Never names or addresses of servers. */
    public static final byte[] REASON_HEADER = Ascii.bytes("x-hecd-reason");

    private static final int LOWEST = 200;
    private static final int HIGHEST = 599;

    private final @Nullable ErrorPage[] pages;
    private final boolean tells;

    private ErrorPages(@Nullable ErrorPage[] pages, boolean tells) {
        this.pages = pages;
        this.tells = tells;
    }

    /** The built-in pages only. */
    public static ErrorPages builtIn() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are error pages for a status (manual 4.2, errorfile); 414 and 431 are hecd's own. */
    public static boolean isKnown(int status) {
        return BuiltInPage.isKnown(status);
    }

    /** Whether a page was put in the place of the built-in one. */
    public boolean has(int status) {
        return status >= LOWEST && status <= HIGHEST && pages[status - LOWEST] != null;
    }

    /**
     * Makes `response` the answer for `ending` and `body` its body, Content-Length included.
     *
     * @param status of the ending, or the one that a rule names
     * @param request chooses the form by its `Accept`
     * @param id see {@link ReasonIds}
     * @return false: nothing is to be answered, the connection is closed (an empty errorfile)
     */
    public boolean fill(HttpHead request, HttpHead response, ByteView body, Ending ending, int status, byte[] id) {
        ErrorPage page = has(status) ? pages[status - LOWEST] : null;
        if (page == null) page = BuiltInPage.of(status);
        return page.fill(response, body, new ErrorPage.Why(ending, tells ? id : Ascii.NOTHING, PageFormat.of(request)));
    }

    /** Collects `errorfile` and `errorloc` lines; a later one for the same status wins. */
    public static final class Builder {
        private final Map<Integer, ErrorPage> chosen = new TreeMap<>();
        private boolean tells = true;

        private Builder() {}

        /** `no option error-reason`: built-in pages name neither reason nor id. */
        public Builder tells(boolean reasons) {
            tells = reasons;
            return this;
        }

        /** `errorfile STATUS FILE`: the bytes of the file, empty for /dev/null. `at` is the word to blame. */
        public Builder file(int status, byte[] content, Word at, Problems problems) {
            if (!isKnown(status, at, problems)) return this;
            FilePage.parse(content, at, problems).ifPresent(page -> chosen.put(status, page));
            return this;
        }

        /** The same with the file still to be read; "" for /dev/null. */
        public Builder file(int status, String path, Word at, Problems problems) {
            try {
                return file(status, path.isEmpty() ? Ascii.NOTHING : Files.readAllBytes(Path.of(path)), at, problems);
            } catch (IOException | InvalidPathException e) {
                problems.error(at, "cannot read the file '" + path + "'", "");
                return this;
            }
        }

        /** `errorloc`, `errorloc302` and `errorloc303`. */
        public Builder redirect(int status, int with, String url, Word at, Problems problems) {
            if (isKnown(status, at, problems)) chosen.put(status, new RedirectPage(with, Ascii.bytes(url)));
            return this;
        }

        private static boolean isKnown(int status, Word at, Problems problems) {
            if (BuiltInPage.isKnown(status)) return true;
            problems.error(at, "status " + status + " has no error page", "statuses are " + BuiltInPage.known());
            return false;
        }

        public ErrorPages build() {
            @Nullable ErrorPage[] pages = new @Nullable ErrorPage[HIGHEST - LOWEST + 1];
            chosen.forEach((status, page) -> pages[status - LOWEST] = page);
            return new ErrorPages(pages, tells);
        }
    }
}
