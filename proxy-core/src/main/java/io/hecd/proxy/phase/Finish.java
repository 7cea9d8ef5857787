package io.hecd.proxy.phase;

import io.hecd.http.Framing;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.LocalAnswer;
import io.hecd.proxy.Outcomes;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.Reusing;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;

/** FINISH: every ending comes here: an answer if none was given, the connection back to its pool, counters, the log line. */
final class Finish implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.LAST;
    }

    @Override
    public Step run(Exchange ex) {
        if (!ex.finishing) {
            ex.finishing = true;
            begin(ex);
        }
        if (!ex.clientFlushed()) return waitForClient(ex);
        finish(ex);
        return Step.WAIT;
    }

    private static void begin(Exchange ex) {
        ex.disarmServer();
        ex.session.disarm();
        if (!ex.hasEnded()) ex.end(Ending.NORMAL);
        if (ex.isHttp() && !ex.responseStarted) answer(ex);
        if (ex.ending == Ending.NORMAL && ex.serverKeepAlive) Reusing.keep(ex);
        else ex.dropConnection();
        ex.attempts.leaveServer();
    }

    private static void answer(Exchange ex) {
        if (!LocalAnswer.make(ex)) return;
        int made = ex.response.status();
        // What could not be read as a request never came as far as rules (manual 4.2, http-after-response).
        if (ex.understood && !Rules.afterResponse(ex)) LocalAnswer.makeError(ex);
        // The log has the status of the error, whatever an errorfile in its place says, until a rule sets another.
        if (ex.response.status() != made) ex.status = ex.response.status();
        LocalAnswer.write(ex);
    }

    private static Step waitForClient(Exchange ex) {
        ex.session.arm(ex.frontend.timeoutClient);
        return Step.WAIT;
    }

    private static void finish(Exchange ex) {
        ex.timings.ended = ex.worker.clock().nanos();
        Outcomes.count(ex);
        Relay.countBytes(ex);
        // The counts of the log line are those that it leaves behind, as in HAProxy.
        ex.release();
        ex.writeLog();
        ex.tellStory();
        boolean cut = ex.responseStarted && ex.ending != Ending.NORMAL && ex.ending != Ending.LOCAL && ex.isHttp();
        // Where the close is the end of the answer, only a reset tells that it is not all there.
        if (cut && ex.responseFraming.kind() == Framing.Kind.UNTIL_CLOSE) ex.session.wire.reset();
        // What is left of a request that was not read to its end must never be taken for the next one.
        boolean keep = !cut && ex.clientKeepAlive && ex.requestDone && !ex.silent && ex.isHttp() && !ex.tunnel;
        ex.recycle(keep, ex.requestDone);
    }
}
