package io.hecd.admin.command;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.ServerSettings;
import io.hecd.health.check.CheckStatus;
import io.hecd.health.check.Checker;
import io.hecd.health.check.HealthState;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;

/** `show servers state`: what HAProxy's `server-state-file` is made of (management 9.3). */
final class ShowServersState implements Command {
    private static final String HEADER = "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state"
            + " srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health"
            + " srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl"
            + " srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n";

    /** Bits of srv_check_state. */
    private static final int RUNNING = 1;

    private static final int CONFIGURED = 2;
    private static final int ENABLED = 4;
    private static final int PAUSED = 8;

    @Override
    public String name() {
        return "show servers state";
    }

    @Override
    public String synopsis() {
        return "show servers state [<backend>]";
    }

    @Override
    public String description() {
        return "dump volatile server information (all or for a single backend)";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        StringBuilder out = new StringBuilder(HEADER);
        for (BackendControl backend : ShowBackend.chosen(request))
            for (Server server : backend.servers()) row(request.house(), server, out);
        return Answer.lines(out);
    }

    private static void row(House house, Server server, StringBuilder out) {
        Optional<HealthState> health = house.health().of(server);
        Optional<Checker> checker = house.health().checker(server);
        boolean maint = (server.adminState() & AdminState.MAINT) != 0;
        long since = server.changedAtMillis() == 0 ? 0 : (house.nowMillis() - server.changedAtMillis()) / 1000;
        InetSocketAddress inet = server.address() instanceof InetSocketAddress some ? some : null;
        out.append(server.backend().id()).append(' ').append(server.backend().name());
        out.append(' ')
                .append(server.id())
                .append(' ')
                .append(server.name())
                .append(' ')
                .append(ServerAddress.ip(server));
        out.append(' ')
                .append(maint ? 0 : server.operState().ordinal())
                .append(' ')
                .append(server.adminState());
        out.append(' ').append(server.userWeight()).append(' ');
        out.append(server.config().settings().get(ServerSettings.WEIGHT))
                .append(' ')
                .append(Math.max(0, since));
        out.append(' ').append(health.map(state -> number(state.status())).orElse(1));
        out.append(' ').append(health.map(state -> result(state.status())).orElse(0));
        out.append(' ').append(maint ? 0 : health.map(HealthState::health).orElse(unchecked(server)));
        out.append(' ').append(checkState(server, health, checker)).append(" 0 ");
        out.append(0).append(' ');
        out.append(server.config().settings().get(ServerSettings.ID) > 0 ? 1 : 0)
                .append(' ');
        out.append(fqdn(server))
                .append(' ')
                .append(inet == null ? 0 : inet.getPort())
                .append(" - 0 ");
        out.append(checker.map(Checker::checkPort).orElse(0)).append(' ');
        out.append(checker.flatMap(Checker::checkHost).map(ServerAddress::text).orElse("-"));
        out.append(" - 0\n");
    }

    /** A server that nobody checks is as after one success, or as after failures when an operator said so. */
    private static int unchecked(Server server) {
        return server.operState() == OperState.STOPPED
                ? 0
                : server.config().settings().get(ServerSettings.RISE);
    }

    private static int checkState(Server server, Optional<HealthState> health, Optional<Checker> checker) {
        boolean maint = (server.adminState() & AdminState.MAINT) != 0;
        boolean told = (server.adminState() & AdminState.CONFIG_MAINT) != 0;
        boolean on = checker.isPresent() && checker.get().isOn();
        int bits = maint && (on || told) ? PAUSED : 0;
        if (health.isPresent() && health.get().running()) bits |= RUNNING;
        if (checker.isPresent()) bits |= CONFIGURED;
        if (on) bits |= ENABLED;
        return bits;
    }

    private static String fqdn(Server server) {
        if (!(server.config().address() instanceof Address.Inet inet)) return "-";
        String host = inet.host();
        boolean name = !host.isEmpty()
                && !host.equals("*")
                && !NetUtil.isValidIpV4Address(host)
                && !NetUtil.isValidIpV6Address(host);
        return name ? Printable.text(host) : "-";
    }

    /** HAProxy's own numbers for the outcome of a check. */
    private static int number(CheckStatus status) {
        return switch (status) {
            case UNK -> 0;
            case INI -> 1;
            case SOCKERR -> 5;
            case L4OK -> 6;
            case L4TOUT -> 7;
            case L4CON -> 8;
            case L6OK -> 9;
            case L6TOUT -> 10;
            case L6RSP -> 11;
            case L7TOUT -> 12;
            case L7RSP -> 13;
            case L7OK -> 15;
            case L7OKC -> 16;
            case L7STS -> 17;
        };
    }

    private static int result(CheckStatus status) {
        return switch (status.meaning()) {
            case NONE -> 0;
            case FAILED -> 2;
            case PASSED -> 3;
            case CONDITIONAL -> 4;
        };
    }
}
