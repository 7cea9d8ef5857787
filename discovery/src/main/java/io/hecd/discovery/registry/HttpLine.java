package io.hecd.discovery.registry;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.discovery.keys.TlsFiles;
import io.hecd.discovery.keys.TlsFiles.Verify;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads `http ADDRESS [ssl crt FILE [ca-file FILE] [verify none|optional|required]]`. The files are read as well. */
final class HttpLine {
    private static final String HINT = "as in 'http :4001 ssl crt /etc/hecd/keys.pem'";

    private final Line line;
    private boolean ssl;
    private Optional<Word> crt = Optional.empty();
    private Optional<Word> caFile = Optional.empty();
    private Optional<Word> verify = Optional.empty();

    private HttpLine(Line line) {
        this.line = line;
    }

    static RegistryConfig.HttpAt read(Line line) {
        InetSocketAddress address = address(line);
        if (!line.hasNext()) return new RegistryConfig.HttpAt(address, Optional.empty());
        return new RegistryConfig.HttpAt(address, Optional.of(new HttpLine(line).files()));
    }

    private static InetSocketAddress address(Line line) {
        Word word = line.takeWord("an address");
        int colon = word.text().lastIndexOf(':');
        String host = colon < 0 ? "" : word.text().substring(0, colon);
        String port = word.text().substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        boolean any = host.isEmpty() || host.equals("*");
        if (colon < 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535)
            throw line.error(word, "'" + word.text() + "' is not an address to listen on", "as '127.0.0.1:4001'");
        InetSocketAddress address = any
                ? new InetSocketAddress(Integer.parseInt(port))
                : new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved())
            throw line.error(
                    word, "the address '" + host + "' cannot be resolved", "use an IP address of this machine");
        return address;
    }

    private TlsFiles files() {
        Word first = line.peek();
        while (line.hasNext()) {
            Word word = line.next();
            switch (word.text()) {
                case "ssl" -> ssl = true;
                case "crt" -> crt = Optional.of(line.takeWord("a file"));
                case "ca-file" -> caFile = Optional.of(line.takeWord("a file"));
                case "verify" -> verify = Optional.of(line.takeWord("'none', 'optional' or 'required'"));
                default -> throw line.unknown(word, "word", List.of("ca-file", "crt", "ssl", "verify"));
            }
        }
        if (!ssl) throw line.error(first, "'" + first.text() + "' without 'ssl'", HINT);
        if (crt.isEmpty()) throw line.error(first, "'ssl' needs a certificate", HINT);
        Verify wanted = verify.map(this::verify).orElse(Verify.NONE);
        if (wanted != Verify.NONE && caFile.isEmpty())
            throw line.error(
                    verify.get(),
                    "'verify " + verify.get().text() + "' needs a 'ca-file'",
                    "the authority that signs the clients' certificates");
        check(new TlsFiles(path(crt.get()), Optional.empty(), Verify.NONE), crt.get());
        TlsFiles files = new TlsFiles(path(crt.get()), caFile.map(HttpLine::path), wanted);
        check(files, caFile.orElse(crt.get()));
        return files;
    }

    private Verify verify(Word word) {
        return switch (word.text()) {
            case "none" -> Verify.NONE;
            case "optional" -> Verify.OPTIONAL;
            case "required" -> Verify.REQUIRED;
            default -> throw line.unknown(word, "word", List.of("none", "optional", "required"));
        };
    }

    private void check(TlsFiles files, Word named) {
        try {
            files.check();
        } catch (IllegalArgumentException e) {
            throw line.error(named, String.valueOf(e.getMessage()), "");
        }
    }

    private static Path path(Word word) {
        return Path.of(word.text());
    }
}
