package io.hecd.admin.launch;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;

/** Which parts make the program. */
final class Wiring {
    private Wiring() {}

    static Engine.Starter starter() {
        return new Engine.Starter() {
            @Override
            public Engine start(List<Source> sources, Environment environment, Problems notes) throws Engine.Refused {
                throw new Engine.Refused("the data plane is not part of this build", new Problems());
            }

            @Override
            public Engine.Examined examine(List<Source> sources, Environment environment) {
                Problems problems = new Problems();
                problems.error("unfinished", Position.NONE, 0, "the data plane is not part of this build", "");
                return new Engine.Examined(problems, ProcessWords.NONE, false);
            }
        };
    }
}
