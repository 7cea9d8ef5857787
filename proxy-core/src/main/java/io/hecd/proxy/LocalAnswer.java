package io.hecd.proxy;

import io.hecd.bytes.ByteView;
import io.hecd.http.Framing;
import io.hecd.http.Method;
import io.hecd.traffic.Ending;
import io.hecd.traffic.ErrorPages;
import io.netty.buffer.ByteBuf;

/** The answer that hecd gives itself: what a rule has made, or the page of an ending. Runs on the exchange's worker. */
public final class LocalAnswer {
    private LocalAnswer() {}

    /**
     * Makes the answer of an exchange to which nothing has been answered, if a rule has not made it already.
     *
     * @return false if there is none: the client is gone, or is to be told nothing
     */
    public static boolean make(Exchange ex) {
        if (!isMade(ex)) {
            int status = ex.pageStatus > 0 ? ex.pageStatus : ex.ending.status();
            // What a client that went away would have been told is logged all the same, as HAProxy does.
            if (!ex.silent) ex.status = status == 0 ? -1 : status;
            ex.clientKeepAlive &= leavesClientInOrder(ex.ending);
            if (status == 0 || ex.silent || ex.session.wire.isClosed() || isProbe(ex)) {
                ex.clientKeepAlive = false;
                return false;
            }
            ErrorPages own = ex.pages;
            boolean filled = own == null ? pages(ex, status).fill(ex, status) : fill(ex, own, status);
            if (!filled) {
                ex.clientKeepAlive = false;
                return false;
            }
        } else {
            ex.status = ex.response.status();
        }
        return !ex.silent && !ex.session.wire.isClosed();
    }

    /** Makes the page for `status` the answer; false for an empty `errorfile`. */
    public static boolean fill(Exchange ex, ErrorPages pages, int status) {
        ByteView body = new ByteView();
        boolean answered = pages.fill(ex.request, ex.response, body, ex.ending, status, ex.reasonId());
        ex.transaction.answerBodyOnly(body.array(), body.offset(), body.length());
        return answered;
    }

    /** Another answer, for when rules could not be applied to the first: it is sent as it is. */
    public static void makeError(Exchange ex) {
        int status = Ending.INTERNAL.status();
        pages(ex, status).fill(ex, status);
    }

    /** Has a rule made the answer: `return`, `redirect`, or a `deny` with a text of its own? */
    private static boolean isMade(Exchange ex) {
        if (ex.pageStatus > 0) return false;
        return ex.ending == Ending.LOCAL || ex.transaction.answerStarted() && isDenial(ex.ending);
    }

    private static boolean isDenial(Ending ending) {
        return ending == Ending.DENIED || ending == Ending.RESPONSE_DENIED;
    }

    /** `option http-ignore-probes`: one that connected and said nothing is told nothing (manual 4.2). */
    private static boolean isProbe(Exchange ex) {
        return ex.bytesFromClient == 0 && ex.frontend.ignoreProbes;
    }

    /** Whether the client's side is in order after such an ending, so that it may send another request. */
    private static boolean leavesClientInOrder(Ending ending) {
        return switch (ending) {
            case CLIENT_CLOSED,
                    CLIENT_ABORTED,
                    CLIENT_TIMEOUT,
                    BAD_REQUEST,
                    URI_TOO_LONG,
                    HEAD_TOO_LARGE,
                    KILLED,
                    INTERNAL -> false;
            default -> true;
        };
    }

    /** The backend's pages come first, then the frontend's, as in HAProxy. */
    private static Pages pages(Exchange ex, int status) {
        BackendPlan plan = ex.backend;
        Pages frontend = ex.frontend.errors;
        return plan == null || !plan.errors.has(status) && frontend.has(status) ? frontend : plan.errors;
    }

    /** A small body that is here already is read over, so that the connection can go on. */
    private static boolean discardBody(Exchange ex) {
        ByteBuf in = ex.session.wire.pending();
        if (in == null || ex.requestFraming.kind() != Framing.Kind.LENGTH) return false;
        if (in.readableBytes() < ex.requestLeft) return false;
        in.skipBytes((int) ex.requestLeft);
        ex.bytesFromClient += ex.requestLeft;
        ex.requestLeft = 0;
        ex.requestDone = true;
        ex.session.wire.releasePendingIfEmpty();
        return true;
    }

    /** Sends the answer that was made. */
    public static void write(Exchange ex) {
        if (!ex.requestDone && !discardBody(ex)) ex.clientKeepAlive = false;
        if (ex.session.isDraining()) ex.clientKeepAlive = false;
        boolean old = ex.request.isRequest() && ex.request.minorVersion() == 0;
        ex.worker.hopHeaders().toClient(ex.response, old, ex.clientKeepAlive);
        ByteView body = ex.view;
        ex.transaction.answerBodyView(body);
        boolean bodiless = ex.request.isRequest() && ex.request.method() == Method.HEAD;
        int length = bodiless ? 0 : body.length();
        ByteBuf out = ex.session.wire.buffer(ex.response.sizeOnWire() + length);
        ex.response.writeTo(out);
        out.writeBytes(body.array(), body.offset(), length);
        ex.bytesToClient += out.readableBytes();
        ex.session.wire.write(out);
    }
}
