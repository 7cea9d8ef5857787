package io.hecd.rule.action;

import io.hecd.bytes.Ascii;
import io.hecd.config.text.Word;
import io.hecd.http.HttpHead;
import io.hecd.http.Syntax;
import io.hecd.rule.ActionLine;
import io.hecd.traffic.Transaction;

/** Which head an action edits, and the name of a header in it, checked while loading. Immutable. */
record HeaderEdit(boolean onResponse, LowerName name) {
    /** A header name in lower case. */
    static final class LowerName {
        private final byte[] bytes;

        private LowerName(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    static HeaderEdit take(ActionLine line) {
        Word word = line.line().takeWord("the name of a header");
        byte[] bytes = Ascii.lower(word.bytes());
        if (!Syntax.isName(bytes, 0, bytes.length))
            throw line.line().error(word, "'" + word + "' is not a header name", "letters, digits and dashes make one");
        return new HeaderEdit(line.onResponse(), new LowerName(bytes));
    }

    HttpHead head(Transaction transaction) {
        return onResponse ? transaction.response() : transaction.request();
    }

    byte[] lowerName() {
        return name.bytes;
    }
}
