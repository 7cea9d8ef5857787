package io.hecd.admin.command;

import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.config.model.ServerSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** `show servers conn`: connections to each server, in use and idle, by worker (management 9.3). */
final class ShowServersConn implements Command {
    @Override
    public String name() {
        return "show servers conn";
    }

    @Override
    public String synopsis() {
        return "show servers conn [<backend>]";
    }

    @Override
    public String description() {
        return "dump server connections status (all or for a single backend)";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        List<Server> servers = new ArrayList<>();
        for (BackendControl backend : ShowBackend.chosen(request)) servers.addAll(backend.servers());
        return Answer.later(request.house()
                .ask(worker -> {
                    int[] idle = new int[servers.size()];
                    for (int i = 0; i < idle.length; i++)
                        idle[i] = servers.get(i).pool(worker.number()).size();
                    return idle;
                })
                .thenApply(idle -> Answer.lines(table(servers, idle))));
    }

    private static String table(List<Server> servers, List<int[]> idleByWorker) {
        StringBuilder out = new StringBuilder("# bkname/svname bkid/svid addr port - purge_delay used_cur used_max"
                + " need_est unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[" + idleByWorker.size() + "]\n");
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            InetSocketAddress inet = server.address() instanceof InetSocketAddress some ? some : null;
            long used = server.inFlight();
            long most = server.counters().highest(ServerCounter.CURRENT_MAX);
            int idle = 0;
            StringBuilder each = new StringBuilder();
            for (int[] worker : idleByWorker) {
                idle += worker[i];
                each.append(' ').append(worker[i]);
            }
            out.append(server)
                    .append(' ')
                    .append(server.backend().id())
                    .append('/')
                    .append(server.id());
            out.append(' ')
                    .append(ServerAddress.ip(server))
                    .append(' ')
                    .append(inet == null ? 0 : inet.getPort())
                    .append(" - ");
            out.append(server.config().settings().get(ServerSettings.POOL_PURGE_DELAY))
                    .append(' ')
                    .append(used);
            out.append(' ')
                    .append(most)
                    .append(' ')
                    .append(most)
                    .append(' ')
                    .append(idle)
                    .append(" 0 ");
            out.append(server.poolMaxConn())
                    .append(' ')
                    .append(idle)
                    .append(each)
                    .append('\n');
        }
        return out.toString();
    }
}
