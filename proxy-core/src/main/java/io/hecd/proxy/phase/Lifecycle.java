package io.hecd.proxy.phase;

import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;

/** The life of an exchange, in time order: the file to read first. */
public final class Lifecycle {
    static final Phase REQUEST = new ReadRequest();
    static final Phase CONTENT = new FrontendContent();
    static final Phase RULES = new RequestRules();
    static final Phase ROUTE = new Route();
    static final Phase ADMIT = new BackendContent();
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
        REQUEST, CONTENT, RULES, ROUTE, ADMIT, PREPARE, ASSIGN, CONNECT, FORWARD, RESPONSE, RELAY, TUNNEL, FINISH
    };

    /**
     * `mode tcp`: the same book with fewer chapters. A backend of `mode http`, or `switch-mode http`, turns from CONTENT or
     * ROUTE to the first chapter of the other one ({@link Exchange#upgrade}).
     */
    public static final Phase[] TCP = {CONTENT, ROUTE, ADMIT, ASSIGN, CONNECT, TUNNEL, FINISH};

    private Lifecycle() {}
}
