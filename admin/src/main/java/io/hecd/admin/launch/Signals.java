package io.hecd.admin.launch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The signals of management guide 4, turned into orders that the main thread takes one by one. The only file that
 * touches the JDK's signal class, by reflection: javac warns of every direct use and cannot be asked not to. A JVM's own answer to TERM and INT is an exit code of 143 or 130; an operator's
 * stop is no failure, so ours is 0. QUIT stays the JVM's thread dump. A signal that was ignored when we were
 * started (INT of a shell's background job) stays ignored.
 */
final class Signals {
    /** What the outside, or the end of the load balancer itself, asks of the main thread. */
    enum Order {
        STOP,
        DRAIN,
        RELOAD,
        ENDED
    }

    private static final LinkedBlockingQueue<Order> ORDERS = new LinkedBlockingQueue<>();
    private static volatile boolean listening;

    private Signals() {}

    /** Before anything else: from here on a stop during the start ends with 0 as well. */
    static void install() {
        on("TERM", Order.STOP);
        on("INT", Order.STOP);
        on("USR1", Order.DRAIN);
        on("USR2", Order.RELOAD);
        on("HUP", Order.RELOAD);
    }

    private static void on(String name, Order order) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object poster = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) post(order);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), poster);
        } catch (InvocationTargetException e) {
            // The JVM keeps this signal for itself (-Xrs): then it is not ours.
            System.err.println("[WARNING]  (" + ProcessHandle.current().pid() + ") : no handler for SIG" + name + ": "
                    + e.getTargetException().getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signal class", e);
        }
    }

    static void post(Order order) {
        if (!listening && (order == Order.STOP || order == Order.DRAIN))
            Runtime.getRuntime().halt(0);
        ORDERS.add(order);
    }

    /** The next order; the first call ends the time in which a stop simply ends the process. */
    static Order await() throws InterruptedException {
        listening = true;
        return ORDERS.take();
    }
}
