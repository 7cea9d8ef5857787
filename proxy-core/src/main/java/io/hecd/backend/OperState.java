package io.hecd.backend;

/** What checks say of a server; the ordinals are those of `show servers state`. */
public enum OperState {
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING
}
