package io.hecd.admin.socket;

import io.hecd.admin.command.Answer;
import io.hecd.admin.command.Caller;
import io.hecd.admin.command.Level;
import io.hecd.admin.command.Severity;
import io.hecd.config.text.RawText;
import io.hecd.runtime.ControlLoop;
import io.hecd.time.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.Optional;

/**
 * One conversation with an operator or a program (management 9.3): a line and its answer, or with `prompt` many. Lives on
 * the socket loop; each command is done on the control thread while nothing else of the conversation happens.
 */
final class Talk extends ChannelInboundHandlerAdapter implements Caller {
    private final ChannelHandlerContext[] at = new ChannelHandlerContext[1];
    private final SocketLoop loop;
    private final ControlLoop control;
    private final Visitors visitors;
    private final Executor executor;
    private final Input input;

    private Level level;
    private Severity.Form severity;
    private long timeoutMillis;
    private boolean interactive;
    private boolean busy;
    private boolean answered;
    private boolean inputShut;
    private boolean ending;

    private final Timer silence = new Timer() {
        @Override
        protected void expired() {
            context().close();
        }
    };

    /** What a conversation begins with. */
    record Terms(Level level, Severity.Form severity, long timeoutMillis, int mostBytes) {}

    Talk(SocketLoop loop, ControlLoop control, Visitors visitors, Executor executor, Terms terms) {
        this.loop = loop;
        this.control = control;
        this.visitors = visitors;
        this.executor = executor;
        this.input = new Input(terms.mostBytes);
        this.level = terms.level;
        this.severity = terms.severity;
        this.timeoutMillis = terms.timeoutMillis;
    }

    // What the channel says.

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        at[0] = context;
    }

    private ChannelHandlerContext context() {
        return at[0];
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        loop.timers().in(silence, timeoutMillis);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        boolean fits = ending || input.add(data);
        data.release();
        if (!fits) {
            // As HAProxy does: nobody who sends so much waits for a sentence.
            context.close();
            return;
        }
        loop.timers().in(silence, timeoutMillis);
        goOn();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE) return;
        inputShut = true;
        goOn();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.timers().forget(silence);
        visitors.left(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    // One command after the other.

    private void goOn() {
        while (!busy && !ending) {
            Optional<Input.Sent> next = input.next();
            if (next.isPresent()) {
                take(next.get());
            } else if (!input.tookPayloadLine()) {
                endIfDone();
                return;
            } else if (interactive) {
                say("+ ", false);
            }
        }
    }

    /** Without `prompt` a conversation ends with its line; with it, with the connection. */
    private void endIfDone() {
        if (inputShut || answered && !interactive && input.isEmpty()) end();
    }

    private void end() {
        ending = true;
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void take(Input.Sent sent) {
        String first = sent.words().isEmpty() ? "" : sent.words().get(0);
        if (first.equals("quit")) {
            end();
            return;
        }
        if (first.equals("prompt")) {
            interactive = !interactive;
            answer("", sent.lastOfLine());
            return;
        }
        busy = true;
        context().channel().config().setAutoRead(false);
        control.execute(() -> executor.run(this, sent.words(), sent.payload())
                .whenReady(answer -> loop.loop().execute(() -> done(answer, sent.lastOfLine()))));
    }

    private void done(Answer answer, boolean lastOfLine) {
        answer(answer.text(severity), lastOfLine);
    }

    /** An empty line ends every answer. */
    private void answer(String text, boolean lastOfLine) {
        answered |= lastOfLine;
        busy = true;
        say(text + "\n" + (interactive ? "> " : ""), true);
    }

    /** What is not taken is not followed by more: the next command waits for the answer of this one to leave. */
    private void say(String text, boolean thenGoOn) {
        loop.timers().in(silence, timeoutMillis);
        var written = context().writeAndFlush(Unpooled.wrappedBuffer(RawText.encode(text)));
        if (thenGoOn)
            written.addListener(future -> {
                busy = false;
                if (!future.isSuccess()) {
                    context().close();
                    return;
                }
                context().channel().config().setAutoRead(true);
                goOn();
            });
    }

    // Caller; the control thread has the conversation to itself while a command runs.

    @Override
    public Level level() {
        return level;
    }

    @Override
    public void lower(Level to) {
        if (to.compareTo(level) < 0) level = to;
    }

    @Override
    public void timeout(long millis) {
        timeoutMillis = millis;
    }

    @Override
    public void severityOutput(Severity.Form form) {
        severity = form;
    }
}
