package io.hecd.scenario.kit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server behind the proxy. It answers 200 with its name and keeps the connection, until it is told to misbehave; what it
 * saw is kept. A thread for each connection; the behaviour is read at each request, so a change holds from the next one on.
 */
public final class Origin implements AutoCloseable {
    private enum Behaviour {
        ANSWER,
        STALL,
        RESET,
        CUT,
        SLOW,
        GARBAGE
    }

    /** How a request is answered by a test's own hand. */
    public interface Reply {
        /** @return whether the connection goes on */
        boolean to(String request, Socket socket) throws IOException;
    }

    /** For a {@link Reply} that switched protocols: sends back what comes until the other side ends. */
    public void echo(Socket socket) throws IOException {
        Wire wire = TALKING.get();
        for (int c; (c = wire.next()) >= 0; ) socket.getOutputStream().write(c);
    }

    /** A whole connection in a test's own hand; it is closed when this returns. */
    public interface Talk {
        void with(Socket socket) throws IOException;
    }

    /** What one connection brought. */
    public static final class Connection {
        private final Wire wire;
        private volatile boolean ended;

        private Connection(Wire wire) {
            this.wire = wire;
        }

        public String received() {
            return wire.received();
        }

        /** Whether the proxy closed its side. */
        public boolean ended() {
            return ended;
        }

        /** What came, and how it ended if it did. */
        String told() {
            return wire.told() + wire.end();
        }
    }

    private final String name;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, OriginSide.Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, OriginSide.Script> earlyScripts = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile ServerSocket listening;
    private volatile Behaviour behaviour = Behaviour.ANSWER;
    private volatile int amount;
    private volatile String text = "";
    private volatile @Nullable Reply reply;
    private static final ThreadLocal<Wire> TALKING = new ThreadLocal<>();
    private volatile @Nullable Talk talk;
    private volatile OriginSide.@Nullable Script greeting;
    private volatile @Nullable Thread acceptor;

    public Origin(String name) {
        this.name = name;
        this.listening = listen(Ports.free());
        this.port = listening.getLocalPort();
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    // ---- behaviour

    /** Is not there: new connections are refused, those that are open are closed. */
    public Origin refuse() {
        Wire.close(listening);
        // Whoever is accepted while it closes would be served.
        Thread thread = acceptor;
        if (thread != null) Eventually.within(1_000, () -> !thread.isAlive());
        for (Socket socket : sockets) Wire.close(socket);
        return this;
    }

    /** Is there again, and answers as it should. */
    public Origin accept() {
        behaviour = Behaviour.ANSWER;
        if (listening.isClosed()) listening = listen(port);
        return this;
    }

    /** Reads requests and says nothing. */
    public Origin stall() {
        return behave(Behaviour.STALL, 0, "");
    }

    /** Resets the connection when it has read a request. */
    public Origin reset() {
        return behave(Behaviour.RESET, 0, "");
    }

    /** Sends so many bytes of its answer, then closes. */
    public Origin cutAfter(int bytes) {
        return behave(Behaviour.CUT, bytes, "");
    }

    /** Sends its answer at so many bytes a second of real time. */
    public Origin slow(int bytesPerSecond) {
        return behave(Behaviour.SLOW, bytesPerSecond, "");
    }

    /** Sends this instead of an answer, then closes. */
    public Origin garbage(String text) {
        return behave(Behaviour.GARBAGE, 0, text);
    }

    /** The whole answer to requests for `path`, or to every request with `*`; `Connection: close` in it closes. */
    public Origin answers(String path, String wholeAnswer) {
        answers.put(path, wholeAnswer);
        return this;
    }

    /** Answers every request like this, from the next one on. */
    public Origin replies(Reply reply) {
        this.reply = reply;
        return this;
    }

    /** Does this with every connection from the next one on, whatever it brings. */
    public Origin talks(Talk talk) {
        this.talk = talk;
        return this;
    }

    /** What it does with requests for `path`, when they have come whole. */
    public Origin plays(String path, OriginSide.Script script) {
        scripts.put(path, script);
        return this;
    }

    /** What it does with requests for `path` as soon as it has read their heads; it closes after that. */
    public Origin playsEarly(String path, OriginSide.Script script) {
        earlyScripts.put(path, script);
        return this;
    }

    /** It speaks no HTTP: what it does with each connection. */
    public Origin greets(OriginSide.Script script) {
        greeting = script;
        return this;
    }

    /** Ends all connections in an orderly way, forgets what it saw and was told, and is there again. */
    void afresh() {
        for (Socket socket : sockets) Wire.endOutput(socket);
        Eventually.within(1_000, sockets::isEmpty);
        for (Socket socket : sockets) Wire.close(socket);
        connections.clear();
        requests.clear();
        answers.clear();
        scripts.clear();
        earlyScripts.clear();
        greeting = null;
        reply = null;
        talk = null;
        accept();
    }

    private Origin behave(Behaviour behaviour, int amount, String text) {
        this.amount = amount;
        this.text = text;
        this.behaviour = behaviour;
        return this;
    }

    // ---- what it saw

    /** Every request in the order in which they were complete: head and body as they came. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    public List<Connection> connections() {
        return new ArrayList<>(connections);
    }

    /** What came on each connection and how it ended, in the order of the connections. */
    String told() {
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (Connection connection : connections)
            out.append("[connection ")
                    .append(++number)
                    .append("]\n")
                    .append(connection.told())
                    .append('\n');
        return out.toString();
    }

    /** Whether a request is being answered now. */
    boolean isBusy() {
        return busy.get() > 0;
    }

    // ---- serving

    private ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            acceptor = start(() -> acceptAll(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private Thread start(Runnable task) {
        Thread thread = new Thread(task, "origin-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(Socket socket) {
        try (socket) {
            Talk own = talk;
            if (own != null) {
                own.with(socket);
                return;
            }
            Wire wire = new Wire(new BufferedInputStream(socket.getInputStream()));
            Connection connection = new Connection(wire);
            connections.add(connection);
            try {
                OriginSide.Script first = greeting;
                if (first == null) serveRequests(socket, wire, connection);
                else if (first.play(new OriginSide(socket, wire))) wire.drain();
            } finally {
                // A reset is an end as well.
                connection.ended = true;
            }
        } catch (IOException e) {
            // the other side went away, or the test closed it
        } finally {
            sockets.remove(socket);
        }
    }

    private void serveRequests(Socket socket, Wire wire, Connection connection) throws IOException {
        while (true) {
            Wire.Message head = wire.head();
            OriginSide.Script early = earlyScripts.get(path(head));
            if (early != null) {
                if (early.play(new OriginSide(socket, wire))) wire.drain();
                return;
            }
            Wire.Message request = wire.body(head, true, false);
            if (request.startLine().isEmpty() || !request.complete()) {
                connection.ended = true;
                return;
            }
            busy.incrementAndGet();
            try {
                requests.add(request.head() + request.body());
                OriginSide.Script script = scripts.get(path(request));
                if (script == null ? !answer(socket, wire, request) : !script.play(new OriginSide(socket, wire)))
                    return;
            } finally {
                busy.decrementAndGet();
            }
        }
    }

    private static String path(Wire.Message request) {
        String[] words = request.startLine().split(" ");
        return words.length > 1 ? words[1] : "/";
    }

    /** False when the connection is done with. */
    private boolean answer(Socket socket, Wire wire, Wire.Message request) throws IOException {
        Reply own = reply;
        TALKING.set(wire);
        if (own != null) return own.to(request.head() + request.body(), socket);
        String answer = answerTo(request);
        OutputStream out = socket.getOutputStream();
        switch (behaviour) {
            case ANSWER -> {
                out.write(Wire.bytes(answer));
                return !new Wire.Message("", answer, "", true)
                                .header("connection")
                                .equalsIgnoreCase("close")
                        && !answer.startsWith("HTTP/1.0");
            }
            case STALL -> wire.drain();
            case RESET -> Wire.reset(socket);
            case CUT -> out.write(Wire.bytes(answer.substring(0, Math.min(amount, answer.length()))));
            case SLOW -> {
                for (byte b : Wire.bytes(answer)) {
                    out.write(b);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / amount);
                }
                return true;
            }
            case GARBAGE -> out.write(Wire.bytes(text));
        }
        return false;
    }

    private String answerTo(Wire.Message request) {
        String scripted = answers.getOrDefault(path(request), answers.getOrDefault("*", ""));
        if (!scripted.isEmpty()) return scripted;
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\nContent-Type: text/plain\r\n\r\n";
        return request.startLine().startsWith("HEAD ") ? head : head + name;
    }

    @Override
    public void close() {
        refuse();
    }

    @Override
    public String toString() {
        return "127.0.0.1:" + port;
    }
}
