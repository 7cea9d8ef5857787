package io.hecd.config.section;

/** Tells an IP network in its usual notation: `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `fd00::/8`, or one address. */
final class Networks {
    private Networks() {}

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean six = address.indexOf(':') >= 0;
        if (six ? !isIpv6(address) : !isIpv4(address)) return false;
        if (slash < 0) return true;
        String mask = text.substring(slash + 1);
        if (!six && mask.indexOf('.') >= 0) return isIpv4(mask);
        return mask.matches("[0-9]{1,3}") && Integer.parseInt(mask) <= (six ? 128 : 32);
    }

    static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return false;
        for (String part : parts) if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) return false;
        return true;
    }

    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return false;
        int groups = 0;
        for (String part : (gap < 0 ? text : text.substring(0, gap) + ":" + text.substring(gap + 2)).split(":", -1)) {
            if (part.isEmpty()) {
                if (gap < 0) return false;
                continue;
            }
            if (part.indexOf('.') >= 0) {
                if (!isIpv4(part) || !text.endsWith(part)) return false;
                groups += 2;
            } else {
                if (!part.matches("[0-9A-Fa-f]{1,4}")) return false;
                groups++;
            }
        }
        return gap < 0 ? groups == 8 : groups < 8;
    }
}
