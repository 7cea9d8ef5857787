package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.text.Line;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import io.hecd.http.Syntax;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.rule.ActionLine;
import io.hecd.traffic.ErrorPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the words that describe an answer, the same for `return` and `deny` (manual 4.2, http-request return). Load time. */
@LoadTime
final class AnswerWords {
    private static final List<String> WORDS = List.of(
            "content-type",
            "default-errorfiles",
            "deny_status",
            "errorfile",
            "errorfiles",
            "file",
            "hdr",
            "lf-file",
            "lf-string",
            "status",
            "string");

    private final ActionLine action;
    private final Line line;
    private final List<Answer.Header> headers = new ArrayList<>();
    private int status;
    private byte[] contentType = {};
    /** The word that says what the answer is, once there is one. */
    private @Nullable Word body;

    private boolean contentTypeSaid;
    private Word payloadWord;
    private byte[] bytes = {};
    private boolean changes;
    private boolean page;
    private @Nullable ErrorPages pages;

    /** @param status what is answered if the words name none */
    AnswerWords(ActionLine action, int status) {
        this.action = action;
        this.line = action.line();
        this.status = status;
        this.payloadWord = line.first();
    }

    /** Nothing but `deny_status N`, or nothing at all: for `deny` that is the page of the status (manual 4.2). */
    static boolean isShort(Line line) {
        List<Word> words = line.words();
        return words.size() == 1 || words.size() == 3 && words.get(1).is("deny_status");
    }

    void read() {
        while (line.hasNext()) word(line.next());
        if (page) check();
        else if (contentTypeSaid && body == null)
            line.warning(line.first(), "'content-type' has no effect on an answer without a body", "");
    }

    /** The status whose page is the answer, 0 if it is described otherwise. */
    int pageStatus() {
        return page ? status : 0;
    }

    /** The pages that the words name, null for those of the proxy. */
    @Nullable
    ErrorPages pages() {
        return pages;
    }

    /** As {@link #read} of `default-errorfiles`. */
    void takePage() {
        page = true;
        read();
    }

    private void check() {
        Word blamed = body == null ? line.first() : body;
        if (!ErrorPages.isKnown(status)) {
            String hint = "give the answer, as with 'content-type text/plain string \"...\"'";
            throw line.error(blamed, "there is no error page for status " + status, hint);
        }
        if (!headers.isEmpty()) line.warning(blamed, "'hdr' has no effect on the page of an error file", "");
        if (contentTypeSaid) line.warning(blamed, "'content-type' has no effect on the page of an error file", "");
        if (body != null && body.is("errorfile")) file();
        else if (body != null && body.is("errorfiles")) group();
    }

    private void file() {
        String path = payloadWord.is("/dev/null") ? "" : payloadWord.text();
        pages = ErrorPages.builder()
                .file(status, path, payloadWord, line.problems())
                .build();
    }

    private void group() {
        HttpErrorsConfig section = action.scope().httpErrors().get(payloadWord.text());
        if (section == null) {
            String hint = Catalog.nearest(
                            payloadWord.text(), action.scope().httpErrors().keySet())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("");
            throw line.error(payloadWord, "there is no http-errors section '" + payloadWord + "'", hint);
        }
        if (!section.has(status)) {
            String message = "http-errors '" + payloadWord + "' has nothing for status " + status;
            line.warning(payloadWord, message, "the answer has no body; the section is at " + section.at());
            // As in HAProxy: no page of anybody else takes its place.
            page = false;
            headers.clear();
            return;
        }
        ErrorPages.Builder builder = ErrorPages.builder();
        for (ErrorLine.File file : section.files())
            if (file.status() == status) builder.file(status, file.path(), payloadWord, line.problems());
        pages = builder.build();
    }

    Answer answer() {
        if (bytes.length > 0 && contentType.length == 0) {
            String hint = "as 'content-type text/plain'";
            throw line.error(payloadWord, "'" + payloadWord + "' needs a content-type beside it", hint);
        }
        if (!changes) return Answer.fixed(status, headers, contentType, bytes);
        Word text = new Word(RawText.decode(bytes), payloadWord.at(), payloadWord.endColumn(), true);
        return Answer.changing(status, headers, contentType, action.text(text));
    }

    private void word(Word word) {
        switch (word.text()) {
            case "status", "deny_status" -> status = (int) line.takeInteger("a status", 200, 599);
            case "content-type" -> {
                contentType = line.takeWord("a content type").bytes();
                contentTypeSaid = true;
            }
            case "hdr" -> header();
            case "string" -> payload(word, line.peek().bytes(), false);
            case "lf-string" -> payload(word, line.peek().bytes(), true);
            case "file" -> payload(word, read(line.peek()), false);
            case "lf-file" -> payload(word, read(line.peek()), true);
            case "errorfile", "errorfiles" -> {
                payload(word, new byte[0], false);
                page = true;
            }
            case "default-errorfiles" -> {
                only(word);
                page = true;
            }
            default -> {
                String hint = Catalog.nearest(word.text(), WORDS)
                        .map(n -> "did you mean '" + n + "'?")
                        .orElse("");
                throw line.error(word, "unknown word '" + word + "' in " + action.set() + " " + line.keyword(), hint);
            }
        }
    }

    private void header() {
        Word name = line.takeWord("the name of a header");
        byte[] bytes = name.bytes();
        if (!Syntax.isName(bytes, 0, bytes.length)) throw line.error(name, "'" + name + "' is not a header name", "");
        headers.add(new Answer.Header(Ascii.lower(bytes), action.takeText("a value")));
    }

    private void only(Word keyword) {
        if (body != null) throw line.error(keyword, "the body of this answer is given twice", "");
        body = keyword;
    }

    private void payload(Word keyword, byte[] content, boolean changing) {
        only(keyword);
        if (!line.hasNext()) throw line.error(keyword, "'" + keyword + "' needs an argument", "");
        payloadWord = line.next();
        bytes = content;
        changes = changing;
    }

    private byte[] read(Word name) {
        try {
            return Files.readAllBytes(Path.of(name.text()));
        } catch (IOException | InvalidPathException e) {
            throw line.error(name, "cannot read the file '" + name + "'", "");
        }
    }
}
