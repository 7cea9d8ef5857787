package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;

/** `server`, `default-server` and `server-template` lines of a proxy (manual 4.2). */
final class ServerLines {
    private ServerLines() {}

    static void server(Line line, ProxyDraft proxy) {
        Word name = line.takeWord("a name");
        ProxySection.checkName(line, name);
        Address address = AddressReader.connect(line, line.takeWord("an address"));
        proxy.servers.add(new ServerConfig(line.at(), name.text(), address, words(line, proxy)));
    }

    static void defaults(Line line, ProxyDraft proxy) {
        if (line.peek().isEmpty())
            throw line.error(line.peek(), "'default-server' needs a setting", "as in 'default-server inter 5s'");
        ServerWords.read(line, proxy.serverSettings, proxy.whole.notes());
    }

    /** `server-template PREFIX N|FROM-TO HOST[:PORT]`: as many servers with the same words. */
    static void template(Line line, ProxyDraft proxy) {
        Word prefix = line.takeWord("a prefix");
        ProxySection.checkName(line, prefix);
        Word range = line.takeWord("a number");
        int dash = range.text().indexOf('-');
        int first = dash < 0 ? 1 : number(line, range, range.text().substring(0, dash));
        int last = number(line, range, range.text().substring(dash + 1));
        if (first < 1 || last < first || last - first >= 4096)
            throw line.error(range, "'" + range.text() + "' is not a number of servers", "as '3', or '1-3'");
        Address address = AddressReader.connect(line, line.takeWord("an address"));
        Settings settings = words(line, proxy);
        for (int i = first; i <= last; i++)
            proxy.servers.add(new ServerConfig(line.at(), prefix.text() + i, address, settings));
    }

    private static Settings words(Line line, ProxyDraft proxy) {
        Settings.Builder settings = Settings.over(proxy.serverSettings.build());
        ServerWords.read(line, settings, proxy.whole.notes());
        return settings.build();
    }

    private static int number(Line line, Word word, String digits) {
        if (!digits.matches("[0-9]{1,9}"))
            throw line.error(word, "'" + word.text() + "' is not a number of servers", "as '3', or '1-3'");
        return Integer.parseInt(digits);
    }
}
