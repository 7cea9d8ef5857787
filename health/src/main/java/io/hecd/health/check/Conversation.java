package io.hecd.health.check;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check on its way: walks the steps of a plan over one connection after another, and ends once with a result. Time
 * is kept by its owner, who calls {@link #late}. Confined to the control thread.
 */
final class Conversation {
    /** Hears how it goes. */
    interface Owner {
        /** Where a step connects to; empty when that cannot be known. */
        Optional<SocketAddress> address(Step.Connect step);

        /** A connection is being made, or is there. */
        void connecting();

        void connected();

        void ended(CheckResult result);
    }

    /** What is kept of an answer: tune.bufsize. */
    private static final int MOST_BYTES = 16384;

    private final CheckPlan plan;
    private final Surroundings around;
    private final Owner owner;
    private final Received raw = new Received(MOST_BYTES);
    private int at;
    private @Nullable Channel channel;
    private @Nullable HttpAnswer answer;
    private boolean connected;
    private boolean closed;
    private boolean over;
    /** Whether 404 means "no new traffic, please" for this server now. */
    private final boolean noLbOn404;

    Conversation(CheckPlan plan, boolean isRunning, Surroundings around, Owner owner) {
        this.plan = plan;
        this.around = around;
        this.owner = owner;
        this.noLbOn404 = plan.noLbOn404() && isRunning;
    }

    /** Goes on until something must be waited for. */
    void advance() {
        while (!over && at < plan.steps().size()) {
            Step step = plan.steps().get(at);
            if (step instanceof Step.Connect connect) {
                if (!connected) {
                    dial(connect);
                    return;
                }
                connected = false;
            } else if (step instanceof Step.Send send) {
                send(send);
            } else if (step instanceof Step.Expect expect && !isAsExpected(expect)) {
                return;
            }
            at++;
        }
        if (!over) end(success());
    }

    private CheckResult success() {
        Step last = plan.steps().get(plan.steps().size() - 1);
        String detail = plan.written() ? told() : "";
        if (last instanceof Step.Connect) return new CheckResult(CheckStatus.L4OK, detail);
        int code = answer != null ? answer.status() : 0;
        return new CheckResult(last instanceof Step.Expect expect ? expect.ok() : CheckStatus.L7OK, code, detail);
    }

    private String told() {
        return plan.told().isEmpty() ? "" : "(" + plan.told() + ")";
    }

    // --- connect

    private void dial(Step.Connect step) {
        hangUp();
        raw.clear();
        answer = null;
        closed = false;
        Optional<SocketAddress> to = owner.address(step);
        if (to.isEmpty()) {
            end(new CheckResult(
                    CheckStatus.SOCKERR, "General socket error (no address to connect to)" + where(step, true)));
            return;
        }
        Channel dialed;
        try {
            dialed = around.dialer().channel(to.get());
        } catch (RuntimeException e) {
            // no descriptor left is the likely reason; the server is not to blame, but nobody knows how it is
            end(SocketFault.connecting(e, where(step, true)));
            return;
        }
        channel = dialed;
        dialed.config().setOption(ChannelOption.TCP_NODELAY, true);
        // a check's port is not kept in TIME_WAIT: the connection ends with a reset, as the manual says of `linger`
        dialed.config().setOption(ChannelOption.SO_LINGER, 0);
        dialed.pipeline().addLast(new Ear());
        owner.connecting();
        around.loop().register(dialed).addListener(registered -> {
            if (channel != dialed) return;
            if (!registered.isSuccess()) end(SocketFault.connecting(registered.cause(), where(step, true)));
            else
                dialed.connect(to.get()).addListener(done -> {
                    if (channel != dialed) return;
                    if (done.isSuccess()) linked();
                    else end(SocketFault.connecting(done.cause(), where(step, true)));
                });
        });
    }

    private void linked() {
        connected = true;
        owner.connected();
        advance();
    }

    // --- send

    private void send(Step.Send step) {
        raw.clear();
        answer = plan.told().isEmpty() ? new HttpAnswer(step.asked(), MOST_BYTES) : null;
        Channel to = channel;
        if (to == null) return;
        to.writeAndFlush(Unpooled.wrappedBuffer(step.bytes())).addListener(sent -> {
            if (!sent.isSuccess() && channel == to) broken(sent.cause());
        });
    }

    // --- expect

    /** True to go on; false if more must come or the check has ended. */
    private boolean isAsExpected(Step.Expect expect) {
        return answer != null ? isAnswerAsExpected(expect, answer) : isContentAsExpected(expect);
    }

    private boolean isContentAsExpected(Step.Expect expect) {
        if (!(expect.pattern() instanceof Pattern.OfContent pattern)) throw new AssertionError("status of plain bytes");
        boolean last = closed || raw.isFull();
        if (raw.isEmpty() && !last) return false;
        if (raw.isEmpty()) return fail(expect.wrong(), "TCPCHK got an empty response" + step(expect, true));
        Found found = find(pattern, expect, raw, last);
        if (found == Found.NOT_YET) return false;
        if (found.isYes() != expect.negated()) return true;
        String how = found.isYes() ? "TCPCHK matched unwanted " : "TCPCHK did not match ";
        return fail(expect.wrong(), how + pattern.mismatch() + step(expect, false));
    }

    private boolean isAnswerAsExpected(Step.Expect expect, HttpAnswer answer) {
        if (closed) answer.close();
        if (answer.isBad()) return fail(CheckStatus.L7RSP, comment(expect));
        if (!answer.hasHead()) return false;
        int status = answer.status();
        if (status == 404 && noLbOn404) return fail(CheckStatus.L7OKC, status, "");
        if (expect.pattern() instanceof Pattern.OfStatus pattern) {
            if (pattern.accepts(status) != expect.negated()) return true;
            return fail(expect.wrong(), status, answer.reason() + comment(expect));
        }
        Found found = find((Pattern.OfContent) expect.pattern(), expect, answer.body(), answer.isComplete());
        if (found == Found.NOT_YET) return false;
        if (found.isYes() != expect.negated()) return true;
        String how = found.isYes() ? "HTTP check matched unwanted content" : "HTTP content check did not match";
        return fail(expect.wrong(), status, how + comment(expect));
    }

    /** Whether something is there, as far as can be said before more has come. */
    private enum Found {
        YES,
        NO,
        NOT_YET;

        boolean isYes() {
            return this == YES;
        }
    }

    private static Found find(Pattern.OfContent pattern, Step.Expect expect, Received in, boolean last) {
        int least = pattern.length() > 0 ? Math.min(expect.least(), pattern.length()) : expect.least();
        if (!last && in.length() < least) return Found.NOT_YET;
        if (pattern.isIn(in.bytes(), in.length())) return Found.YES;
        // with a minimum given, what is there is judged; without one the rest is waited for
        return last || expect.least() >= 0 ? Found.NO : Found.NOT_YET;
    }

    private boolean fail(CheckStatus status, String detail) {
        return fail(status, answer != null && answer.hasHead() ? answer.status() : 0, detail);
    }

    private boolean fail(CheckStatus status, int code, String detail) {
        end(new CheckResult(status, code, detail));
        return false;
    }

    // --- what happens meanwhile

    /** The time is up: the layer that was being waited for is too late. */
    void late() {
        Step step = plan.steps().get(at);
        CheckStatus status = CheckStatus.L7TOUT;
        if (step instanceof Step.Connect) status = CheckStatus.L4TOUT;
        else if (step instanceof Step.Expect expect) status = expect.late();
        end(new CheckResult(status, where(step, true)));
    }

    private void received(ByteBuf in) {
        if (over) return;
        if (answer != null) answer.take(in);
        else raw.add(in, in.readableBytes());
        advance();
    }

    private void closedByServer() {
        if (over || closed) return;
        closed = true;
        advance();
    }

    private void broken(Throwable cause) {
        if (over) return;
        Step step = plan.steps().get(Math.min(at, plan.steps().size() - 1));
        end(new CheckResult(CheckStatus.SOCKERR, SocketFault.words(cause) + where(step, true)));
    }

    /** Drops the check; nobody hears of it. */
    void abort() {
        over = true;
        hangUp();
    }

    private void end(CheckResult result) {
        if (over) return;
        over = true;
        hangUp();
        owner.ended(result);
    }

    private void hangUp() {
        Channel old = channel;
        channel = null;
        if (old == null) return;
        // a channel that never reached the loop can only be closed by force
        if (old.isRegistered()) old.close();
        else old.unsafe().closeForcibly();
    }

    // --- words for the log

    /** " at step 2 of tcp-check (expect string 'x')": told of tcp-check lines only. */
    private String where(Step step, boolean quoted) {
        if (plan.told().isEmpty()) return "";
        if (step.number() == 0) return " at initial connection step of " + plan.told();
        String what = "(send)";
        if (step instanceof Step.Connect connect) what = connect.words();
        else if (step instanceof Step.Expect expect)
            what = "(expect " + expect.pattern().words() + ")";
        return " at step " + step.number() + " of " + plan.told() + " " + what + comment(step, quoted);
    }

    private static String step(Step step, boolean quoted) {
        return " at step " + step.number() + comment(step, quoted);
    }

    private static String comment(Step step) {
        return comment(step, false);
    }

    private static String comment(Step step, boolean quoted) {
        if (step.comment().isEmpty()) return "";
        return quoted ? " comment: '" + step.comment() + "'" : " comment: " + step.comment();
    }

    /** Hears the channel and translates. */
    private final class Ear extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            try {
                if (context.channel() == channel) received(in);
            } finally {
                in.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel() == channel) closedByServer();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (context.channel() == channel) broken(cause);
        }
    }
}
