package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.config.text.Line;
import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import io.hecd.http.Syntax;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.rule.ActionLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    private boolean payload;
    private Word payloadWord;
    private byte[] bytes = {};
    private boolean changes;
    private boolean errorPage;

    /** @param status what is answered if the words name none */
    AnswerWords(ActionLine action, int status) {
        this.action = action;
        this.line = action.line();
        this.status = status;
        this.payloadWord = line.first();
    }

    int status() {
        return status;
    }

    /** Is there nothing but a status, or `default-errorfiles`? Then the proxy's page for the status is meant. */
    boolean isErrorPage() {
        return errorPage || !payload && headers.isEmpty();
    }

    boolean saysErrorPage() {
        return errorPage;
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

    void read() {
        while (line.hasNext()) word(line.next());
    }

    private void word(Word word) {
        switch (word.text()) {
            case "status", "deny_status" -> status = (int) line.takeInteger("a status", 200, 599);
            case "content-type" -> contentType = line.takeWord("a content type").bytes();
            case "hdr" -> header();
            case "string" -> payload(word, line.peek().bytes(), false);
            case "lf-string" -> payload(word, line.peek().bytes(), true);
            case "file" -> payload(word, file(line.peek()), false);
            case "lf-file" -> payload(word, file(line.peek()), true);
            case "default-errorfiles" -> errorPage = true;
            case "errorfile", "errorfiles" ->
                throw line.error(
                        word, "'" + word + "' is known to HAProxy, not in hecd yet", "'file' and 'string' are there");
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

    private void payload(Word keyword, byte[] content, boolean changing) {
        if (payload) throw line.error(keyword, "the body of this answer is given twice", "");
        if (!line.hasNext()) throw line.error(keyword, "'" + keyword + "' needs an argument", "");
        payload = true;
        payloadWord = line.next();
        bytes = content;
        changes = changing;
    }

    private byte[] file(Word name) {
        try {
            return Files.readAllBytes(Path.of(name.text()));
        } catch (IOException | InvalidPathException e) {
            throw line.error(name, "cannot read the file '" + name + "'", "");
        }
    }
}
