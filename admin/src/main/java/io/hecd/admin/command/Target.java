package io.hecd.admin.command;

import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.runtime.FrontendControl;

/** A server that a command is about, with the door to it. */
record Target(BackendControl backend, Server server) {
    private static final String FORM = "Require 'backend/server'.";

    /** @param word `backend/server` */
    static Target of(House house, String word) throws Refusal {
        BackendControl backend = backend(house, word);
        Server server = backend.find(serverName(word)).orElseThrow(() -> new Refusal("No such server."));
        return new Target(backend, server);
    }

    static BackendControl backend(House house, String word) throws Refusal {
        if (word.indexOf('/') < 0) throw new Refusal(FORM);
        return house.backend(word.substring(0, word.indexOf('/'))).orElseThrow(() -> new Refusal("No such backend."));
    }

    static String serverName(String word) {
        return word.substring(word.indexOf('/') + 1);
    }

    static FrontendControl frontend(House house, String name) throws Refusal {
        if (name.isEmpty()) throw new Refusal("A frontend name is expected.");
        return house.frontend(name).orElseThrow(() -> new Refusal("No such frontend."));
    }
}
