package io.hecd.admin.stats;

import java.util.Locale;

/**
 * Which rows are wanted: what `show stat` and the words behind the page's address can say.
 *
 * @param proxy the number or the name of a proxy, "" or -1 for all
 * @param types bits of {@link RowKind#bit}; below 0 for all
 * @param server the number of a server or listener; below 0 for all
 * @param scope a part of the name of a proxy (`?scope=` of the page)
 * @param up no servers that are down or in maintenance
 * @param noMaint no servers that are in maintenance
 * @param legends addresses, cookies and algorithms are told too (`stats show-legends`, and on the socket)
 */
public record RowFilter(
        String proxy, int types, int server, String scope, boolean up, boolean noMaint, boolean legends) {
    /** All that the socket shows. */
    public static final RowFilter ALL = new RowFilter("", -1, -1, "", false, false, true);

    public RowFilter only(String proxy, int types, int server) {
        return new RowFilter(proxy, types, server, scope, up, noMaint, legends);
    }

    public RowFilter withScope(String scope) {
        return new RowFilter(proxy, types, server, scope.toLowerCase(Locale.ROOT), up, noMaint, legends);
    }

    public RowFilter withUp(boolean up) {
        return new RowFilter(proxy, types, server, scope, up, noMaint, legends);
    }

    public RowFilter withNoMaint(boolean noMaint) {
        return new RowFilter(proxy, types, server, scope, up, noMaint, legends);
    }

    public RowFilter withLegends(boolean legends) {
        return new RowFilter(proxy, types, server, scope, up, noMaint, legends);
    }

    private boolean isAnyProxy() {
        return proxy.isEmpty() || proxy.startsWith("-");
    }

    /** Whether a proxy is meant by its name or by its number; numbers go first, as in HAProxy. */
    public boolean wants(String name, int id) {
        if (!scope.isEmpty() && !name.toLowerCase(Locale.ROOT).contains(scope)) return false;
        return isAnyProxy() || proxy.equals(name) || proxy.equals(Integer.toString(id));
    }

    boolean wants(RowKind kind) {
        return types < 0 || (types & kind.bit()) != 0;
    }

    boolean wantsId(int id) {
        return server < 0 || server == id;
    }
}
