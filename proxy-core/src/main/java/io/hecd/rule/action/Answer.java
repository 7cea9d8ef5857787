package io.hecd.rule.action;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.sample.Text;
import io.hecd.sample.ViewCell;
import io.hecd.traffic.Transaction;
import java.util.Arrays;
import java.util.List;

/**
 * An answer of the configuration: status, headers, body (manual 4.2, http-request return). Fixed bodies are kept ready;
 * one with values of the exchange in it is made for each. Immutable, shared by all workers.
 */
final class Answer {
    private static final ViewCell VIEW = new ViewCell();
    private static final byte[] CONTENT_TYPE = io.hecd.bytes.Ascii.bytes("content-type");

    private final int status;
    private final Header[] headers;
    private final byte[] contentType;
    private final byte[] fixedBody;
    private final Text body;
    private final boolean changes;

    /** A header of the answer. */
    static final class Header {
        private final byte[] lowerName;
        private final Text value;

        Header(byte[] lowerName, Text value) {
            this.lowerName = lowerName;
            this.value = value;
        }
    }

    private Answer(int status, List<Header> headers, byte[] contentType, byte[] fixedBody, Text body, boolean changes) {
        this.status = status;
        this.headers = headers.toArray(Header[]::new);
        this.contentType = contentType;
        this.fixedBody = fixedBody;
        this.body = body;
        this.changes = changes;
    }

    static Answer fixed(int status, List<Header> headers, byte[] contentType, byte[] body) {
        return new Answer(status, headers, contentType, body, Text.constant(body), false);
    }

    static Answer changing(int status, List<Header> headers, byte[] contentType, Text body) {
        return new Answer(status, headers, contentType, new byte[0], body, true);
    }

    /** Makes it the response of the transaction; false if it does not fit. */
    boolean give(Transaction transaction) {
        Scratch scratch = transaction.scratch();
        int mark = scratch.mark();
        ByteView view = VIEW.get();
        // A text may look at the response that this answer replaces, so all are made before.
        byte[] bytes = fixedBody;
        if (changes) {
            body.render(transaction, view);
            bytes = Arrays.copyOfRange(view.array(), view.offset(), view.offset() + view.length());
        }
        HttpHead head = transaction.startAnswer(status);
        boolean done = true;
        for (Header header : headers) {
            scratch.release(mark);
            done &= head.add(header.lowerName, header.value.render(transaction, view));
        }
        scratch.release(mark);
        boolean bodiless = status < 200 || status == 204 || status == 304;
        if (bodiless) return done;
        transaction.answerBody(bytes, 0, bytes.length);
        return done && (bytes.length == 0 || head.add(CONTENT_TYPE, contentType));
    }
}
