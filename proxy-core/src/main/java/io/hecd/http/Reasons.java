package io.hecd.http;

import io.hecd.bytes.Ascii;

/** The reason phrases of status codes (RFC 9110 15, and those HAProxy adds). */
public final class Reasons {
    private static final byte[][] BY_STATUS = new byte[600][];

    static {
        String table =
                "100 Continue|101 Switching Protocols|200 OK|201 Created|202 Accepted|203 Non-Authoritative Information"
                        + "|204 No Content|205 Reset Content|206 Partial Content|207 Multi-Status|300 Multiple Choices"
                        + "|301 Moved Permanently|302 Found|303 See Other|304 Not Modified|305 Use Proxy|307 Temporary Redirect"
                        + "|308 Permanent Redirect|400 Bad Request|401 Unauthorized|402 Payment Required|403 Forbidden|404 Not Found"
                        + "|405 Method Not Allowed|406 Not Acceptable|407 Proxy Authentication Required|408 Request Time-out"
                        + "|409 Conflict|410 Gone|411 Length Required|412 Precondition Failed|413 Payload Too Large"
                        + "|414 URI Too Long|415 Unsupported Media Type|416 Range Not Satisfiable|417 Expectation Failed"
                        + "|418 I'm a teapot|421 Misdirected Request|422 Unprocessable Content|423 Locked|424 Failed Dependency"
                        + "|425 Too Early|426 Upgrade Required|428 Precondition Required|429 Too Many Requests"
                        + "|431 Request Header Fields Too Large|451 Unavailable For Legal Reasons|500 Internal Server Error"
                        + "|501 Not Implemented|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-out"
                        + "|505 HTTP Version Not Supported|507 Insufficient Storage|511 Network Authentication Required";
        for (String row : table.split("\\|"))
            BY_STATUS[Integer.parseInt(row.substring(0, 3))] = Ascii.bytes(row.substring(4));
    }

    /** For a status that is not in the table: what its class means, as HAProxy says it. */
    private static final byte[][] BY_CLASS = {
        Ascii.bytes("Informational"),
        Ascii.bytes("Success"),
        Ascii.bytes("Redirection"),
        Ascii.bytes("Client Error"),
        Ascii.bytes("Server Error")
    };

    private static final byte[] OTHER = Ascii.bytes("Other");

    private Reasons() {}

    public static byte[] of(int status) {
        byte[] known = status >= 0 && status < BY_STATUS.length ? BY_STATUS[status] : null;
        if (known != null) return known;
        int hundreds = status / 100 - 1;
        return hundreds >= 0 && hundreds < BY_CLASS.length ? BY_CLASS[hundreds] : OTHER;
    }
}
