package io.hecd.http;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/**
 * What the Connection header of one message says about its connection (RFC 9112 9.3). `close` wins over `keep-alive`,
 * as in HAProxy. A reused cell, confined to its exchange.
 */
public final class Persistence {
    static final byte[] CLOSE = Ascii.bytes("close");
    static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    static final byte[] UPGRADE = Ascii.bytes("upgrade");

    private final ByteView value = new ByteView();
    private final TokenList tokens = new TokenList();
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean persistent;

    public Persistence of(HttpHead head) {
        close = keepAlive = upgrade = false;
        for (int i = head.find(KnownHeader.CONNECTION); i >= 0; i = head.findNext(i, KnownHeader.CONNECTION)) {
            tokens.over(head.valueView(i, value));
            while (tokens.next()) {
                if (tokens.is(CLOSE)) close = true;
                else if (tokens.is(KEEP_ALIVE)) keepAlive = true;
                else if (tokens.is(UPGRADE)) upgrade = true;
            }
        }
        persistent = !close && (keepAlive || head.minorVersion() > 0);
        upgrade &= head.minorVersion() > 0 && head.has(KnownHeader.UPGRADE);
        return this;
    }

    /** May the connection carry another message, as far as the sender of this one is concerned? */
    public boolean isPersistent() {
        return persistent;
    }

    public boolean saysClose() {
        return close;
    }

    public boolean saysKeepAlive() {
        return keepAlive;
    }

    /** Does the message ask for, or agree to, another protocol? Never in HTTP/1.0 (RFC 9110 7.8). */
    public boolean isUpgrade() {
        return upgrade;
    }
}
