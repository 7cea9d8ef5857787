package io.hecd.admin.socket;

import io.hecd.admin.command.Answer;
import io.hecd.admin.command.Caller;
import java.util.List;
import java.util.Optional;

/** Who does what is sent to a socket. Called on the control thread. */
interface Executor {
    Answer run(Caller caller, List<String> words, Optional<String> payload);
}
