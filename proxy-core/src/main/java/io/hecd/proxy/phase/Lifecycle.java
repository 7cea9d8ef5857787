package io.hecd.proxy.phase;

import io.hecd.proxy.Phase;

/** The life of an exchange, in time order: the file to read first. */
public final class Lifecycle {
    static final Phase REQUEST = new ReadRequest();
    static final Phase RULES = new TcpRules();
    static final Phase ROUTE = new Route();
    static final Phase PREPARE = new Prepare();
    static final Phase ASSIGN = new Assign();
    static final Phase CONNECT = new Connect();
    static final Phase FORWARD = new Forward();
    static final Phase RESPONSE = new ReadResponse();
    static final Phase RELAY = new RelayBody();
    static final Phase TUNNEL = new Tunnel();
    static final Phase FINISH = new Finish();

    /** `mode http`. */
    public static final Phase[] HTTP = {
        REQUEST, ROUTE, PREPARE, ASSIGN, CONNECT, FORWARD, RESPONSE, RELAY, TUNNEL, FINISH
    };

    /** `mode tcp`: the same book with fewer chapters. */
    public static final Phase[] TCP = {RULES, ROUTE, ASSIGN, CONNECT, TUNNEL, FINISH};

    private Lifecycle() {}
}
