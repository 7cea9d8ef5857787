package io.hecd.admin.command;

/** The commands of HAProxy that hecd has. */
final class Standard {
    private Standard() {}

    static void addTo(Commands commands) {
        commands.with(new AddAcl())
                .with(new AddServer())
                .with(new ClearAcl())
                .with(new ClearCounters())
                .with(new CommitAcl())
                .with(new DelAcl())
                .with(new DelServer())
                .with(new GetAcl())
                .with(new PrepareAcl())
                .with(new ShowAcl())
                .with(new GetWeight())
                .with(new LowerLevel(Level.OPERATOR))
                .with(new LowerLevel(Level.USER))
                .with(new SetMaxconnFrontend())
                .with(new SetMaxconnGlobal())
                .with(new SetMaxconnServer())
                .with(new SetServer())
                .with(new SetSeverityOutput())
                .with(new SetTimeout())
                .with(new SetWeight())
                .with(new ShowActivity())
                .with(new ShowBackend())
                .with(new ShowCliLevel())
                .with(new ShowCliSockets())
                .with(new ShowEnv())
                .with(new ShowProcess())
                .with(new ShowPools())
                .with(new ShowResolvers())
                .with(new ShowServersConn())
                .with(new ShowServersState())
                .with(new ShowSess())
                .with(new ShowStat("show stat"))
                .with(new ShowThreads())
                .with(new ShowVersion())
                .with(new ShutdownFrontend())
                .with(new ShutdownSession())
                .with(new ShutdownSessionsServer())
                .with(new SwitchAgent(false))
                .with(new SwitchAgent(true))
                .with(new SwitchFrontend(false))
                .with(new SwitchFrontend(true))
                .with(new SwitchHealth(false))
                .with(new SwitchHealth(true))
                .with(new SwitchServer(false))
                .with(new SwitchServer(true));
    }
}
