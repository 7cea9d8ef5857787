package io.hecd.health.check;

import io.hecd.health.check.CheckStatus.Meaning;

/**
 * Counts results into up and down (manual 5.2, rise and fall). One number says all: 0 is fully down, below `rise` the
 * server is down and coming up, from there to `rise + fall - 1` it is up, and below that last value on its way down.
 * Pure: no clock, no server. Confined to the control thread.
 */
public final class RiseFall {
    private int rise;
    private int fall;
    private int health;

    /** Begins up, but one failure away from down: nobody has looked yet. */
    public RiseFall(int rise, int fall) {
        if (rise < 1 || fall < 1) throw new IllegalArgumentException("rise " + rise + ", fall " + fall);
        this.rise = rise;
        this.fall = fall;
        this.health = rise;
    }

    /** Takes a result in; true if the number moved. */
    public boolean take(Meaning meaning) {
        int before = health;
        switch (meaning) {
            case FAILED -> failed();
            case PASSED -> passed();
            case CONDITIONAL -> {
                // it cannot make the first step up, yet it counts as a success afterwards
                if (health > 0) passed();
            }
            case NONE -> {}
        }
        return health != before;
    }

    private void failed() {
        if (health == 0) return;
        health--;
        if (health < rise) health = 0;
    }

    private void passed() {
        if (health >= best()) return;
        health++;
        if (health >= rise) health = best();
    }

    /** An operator says that it is up or down, fully so. */
    public void force(boolean up) {
        health = up ? best() : 0;
    }

    /** Up again, one failure away from down: the server comes back from maintenance. */
    public void restart() {
        health = rise;
    }

    /** New figures after a reload: the server stays up or down, fully so. A state in between keeps its distance to down. */
    public void resize(int rise, int fall) {
        if (rise == this.rise && fall == this.fall) return;
        boolean full = health == best();
        int above = health - this.rise;
        this.rise = rise;
        this.fall = fall;
        if (above >= 0) health = full ? best() : Math.min(rise + above, best());
        else health = Math.min(health, rise - 1);
    }

    private int best() {
        return rise + fall - 1;
    }

    public int rise() {
        return rise;
    }

    public int fall() {
        return fall;
    }

    /** 0 .. rise + fall - 1. */
    public int health() {
        return health;
    }

    public boolean isUp() {
        return health >= rise;
    }

    public boolean isFullyUp() {
        return health == best();
    }

    public boolean isFullyDown() {
        return health == 0;
    }

    /** The state as status pages write it: `UP`, `UP 1/3` on the way down, `DOWN 1/2` on the way up, `DOWN`. */
    public String words() {
        if (isFullyUp()) return "UP";
        if (isUp()) return "UP " + fraction();
        return isFullyDown() ? "DOWN" : "DOWN " + fraction();
    }

    /** How far it is: steps left before down out of `fall`, or steps made out of `rise`. */
    public String fraction() {
        return isUp() ? (health - rise + 1) + "/" + fall : health + "/" + rise;
    }
}
