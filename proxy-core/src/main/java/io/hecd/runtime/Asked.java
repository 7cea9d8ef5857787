package io.hecd.runtime;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.text.RawText;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.hecd.http.h1.HeadParser;
import io.hecd.traffic.Endpoint;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.util.Locale;

/** A {@link Question}, taken apart: the parts of its URL, and the head that a client would send for it. */
final class Asked {
    final boolean http;
    final String host;
    /** 0 when the URL is a path alone. */
    final int port;

    private final Question question;
    private final String target;

    Asked(Question question) {
        this.question = question;
        String url = question.url();
        int scheme = url.indexOf("://");
        if (scheme < 0 && !url.startsWith("/") && !url.equals("*"))
            throw new Question.Unasked(
                    "'" + url + "' is no URL: write http://host[:port]/path, tcp://host:port or /path");
        String name = scheme < 0 ? "" : url.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !name.equals("http") && !name.equals("https") && !name.equals("tcp"))
            throw new Question.Unasked("'" + name + "' is no scheme that is known here; http, https and tcp are");
        http = !name.equals("tcp");
        String rest = scheme < 0 ? "" : url.substring(scheme + 3);
        int slash = firstOf(rest, "/?");
        String authority = scheme < 0 ? "" : rest.substring(0, slash);
        String path = scheme < 0 ? url : rest.substring(slash);
        target = path.isEmpty() ? "/" : path.startsWith("?") ? "/" + path : path;
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        String told = colon < 0 ? authority : authority.substring(0, colon);
        host = told.startsWith("[") && told.endsWith("]") ? told.substring(1, told.length() - 1) : told;
        port = scheme < 0 ? 0 : colon < 0 ? usualPort(name) : number(authority.substring(colon + 1));
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) if (characters.indexOf(text.charAt(i)) >= 0) return i;
        return text.length();
    }

    private static int usualPort(String scheme) {
        if (scheme.equals("tcp")) throw new Question.Unasked("tcp:// needs a port");
        return scheme.equals("https") ? 443 : 80;
    }

    private static int number(String port) {
        try {
            int number = Integer.parseInt(port);
            if (number > 0 && number < 65_536) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Question.Unasked("'" + port + "' is no port");
    }

    /** Whether a `bind` line takes it: by the port, and by the address if both are addresses. */
    boolean comesTo(BindConfig bind) {
        for (Address address : bind.addresses()) {
            if (!(address instanceof Address.Inet inet) || inet.port() != port) continue;
            boolean any = inet.host().isEmpty()
                    || inet.host().equals("*")
                    || inet.host().equals("0.0.0.0")
                    || inet.host().equals("::");
            if (any || !isIp(host) || inet.host().equals(host)) return true;
        }
        return false;
    }

    private static boolean isIp(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    Endpoint source() {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(question.from());
        if (address == null) throw new Question.Unasked("'" + question.from() + "' is no IP address");
        return Endpoint.of(address, 40_000);
    }

    Endpoint destination() {
        byte[] address = isIp(host) ? NetUtil.createByteArrayFromIpAddressString(host) : new byte[] {127, 0, 0, 1};
        return Endpoint.of(address, port);
    }

    /** The head that a client would send; empty for a tcp connection. Judged as strictly as one that came. */
    HttpHead head(Limits limits) {
        HttpHead head = new HttpHead();
        if (!http) return head;
        StringBuilder text =
                new StringBuilder(question.method()).append(' ').append(target).append(" HTTP/1.1\r\n");
        boolean hasHost = question.headers().stream()
                .anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("host:"));
        if (!hasHost && !host.isEmpty())
            text.append("Host: ")
                    .append(host.indexOf(':') < 0 ? host : "[" + host + "]")
                    .append(shownPort())
                    .append("\r\n");
        for (String header : question.headers()) {
            if (header.indexOf('\r') >= 0 || header.indexOf('\n') >= 0 || header.indexOf(':') < 1)
                throw new Question.Unasked("'" + header + "' is no header: write name:value");
            text.append(header).append("\r\n");
        }
        HeadParser parser = HeadParser.ofRequests(limits);
        int result = parser.parse(
                head, Unpooled.wrappedBuffer(RawText.encode(text.append("\r\n").toString())));
        if (result == HeadParser.DONE) return head;
        throw new Question.Unasked("this request would be answered " + HeadParser.statusOf(result)
                + (parser.fault().isEmpty() ? "" : ": " + parser.fault()));
    }

    private String shownPort() {
        return port == 80 || port == 0 ? "" : ":" + port;
    }
}
