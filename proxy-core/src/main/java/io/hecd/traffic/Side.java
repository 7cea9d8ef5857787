package io.hecd.traffic;

/** The two sides of a proxy. */
public enum Side {
    CLIENT,
    SERVER
}
