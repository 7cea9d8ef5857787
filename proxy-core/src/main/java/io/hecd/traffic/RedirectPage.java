package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;

/** `errorloc`: the client is sent elsewhere. */
final class RedirectPage implements ErrorPage {
    private static final byte[] FOUND = Ascii.bytes("Found");
    private static final byte[] SEE_OTHER = Ascii.bytes("See Other");
    private static final byte[] LOCATION = Ascii.bytes("location");

    private final int status;
    private final byte[] url;

    RedirectPage(int status, byte[] url) {
        this.status = status;
        this.url = url;
    }

    @Override
    public boolean fill(HttpHead response, ByteView body, Why why) {
        response.startResponse(status, status == 303 ? SEE_OTHER : FOUND);
        response.add(BuiltInPage.CACHE_CONTROL, BuiltInPage.NO_CACHE);
        response.add(BuiltInPage.CONTENT_LENGTH, BuiltInPage.ZERO);
        response.add(LOCATION, url);
        body.clear();
        return true;
    }
}
