package io.hecd.admin.launch;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Outcome;
import io.hecd.discovery.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `hecd deregister NAME`: takes a server out of a registry; whatever runs on it finishes. */
@Command(
        name = "deregister",
        mixinStandardHelpOptions = true,
        description = "Take a server out of a registry.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done, with the reason", "2:the command line makes no sense"})
final class DeregisterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the server's name")
    private String name = "";

    @Mixin
    private RegistryChoice choice = new RegistryChoice();

    @Override
    public Integer call() {
        try {
            String key = choice.key(name);
            try (Store store = choice.open()) {
                Outcome outcome = RegistryChoice.answer(store, store.commit(Change.delete(key)));
                if (!outcome.done())
                    throw new RegistryChoice.Refused(key + " is not there; 'hecd servers' shows what is");
                System.out.println(key + " is gone");
                return 0;
            }
        } catch (RegistryChoice.Refused e) {
            System.err.println("hecd deregister: " + e.getMessage());
            return 1;
        }
    }
}
