package io.hecd.admin.launch;

import java.util.List;

/** Configurations written by us for people who have none. Without a registry real HAProxy takes them as well. */
final class QuickConfig {
    private QuickConfig() {}

    /** One listener before some servers, as `hecd run` asks for it. */
    static String forward(String listen, List<String> servers, String mode, String algorithm) {
        StringBuilder text = new StringBuilder(head(mode));
        text.append("listen run\n  bind ").append(listen.startsWith(":") ? "*" + listen : listen);
        text.append("\n  balance ").append(algorithm).append('\n');
        int number = 0;
        for (String server : servers)
            text.append("  server s")
                    .append(++number)
                    .append(' ')
                    .append(server)
                    .append(" check inter 2s\n");
        return text.toString();
    }

    /** One listener before whatever stands below a directory of etcd. */
    static String discover(String listen, List<String> etcd, String directory, String mode, String algorithm) {
        return "registry run\n  store etcd " + String.join(" ", etcd) + "\n\n"
                + forward(listen, List.of(), mode, algorithm) + "  servers-from run " + directory.replaceAll("/+$", "")
                + "/* check inter 2s\n";
    }

    /** Servers from a registry in `directory` in turn; one of them by path, one by host name. */
    static String demo(int port, int keys, String directory, List<String> names, List<Integer> ports) {
        StringBuilder text = new StringBuilder("registry demo\n  store embedded ").append(directory);
        text.append("\n  last-good ").append(directory).append("/last-good");
        text.append("\n  http 127.0.0.1:").append(keys).append("\n\n").append(head("http"));
        text.append("frontend demo\n  bind 127.0.0.1:").append(port).append('\n');
        text.append("  use_backend ")
                .append(names.get(1))
                .append(" if { hdr(host) -i ")
                .append(names.get(1));
        text.append(".example }\n");
        text.append("  use_backend ")
                .append(names.get(2))
                .append(" if { path_beg /")
                .append(names.get(2));
        text.append(" }\n  default_backend all\n\nbackend all\n  balance roundrobin\n");
        text.append("  servers-from demo /app/servers/* check inter 2s\n");
        for (int i = 1; i < names.size(); i++)
            text.append("\nbackend ").append(names.get(i)).append('\n').append(server(names.get(i), ports.get(i)));
        return text.toString();
    }

    private static String server(String name, int port) {
        return "  server " + name + " 127.0.0.1:" + port + " check inter 2s\n";
    }

    private static String head(String mode) {
        String forwarded = mode.equals("http") ? "  option forwardfor\n" : "";
        return "defaults\n  mode " + mode + "\n  timeout connect 5s\n  timeout client 30s\n  timeout server 30s\n"
                + forwarded + "\n";
    }
}
