package io.hecd.acl;

import io.hecd.names.LoadTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The patterns of one file, or those written on one line, which may change while hecd runs (management 9.3, show acl). What
 * compares with them is made anew at each change and published whole; workers never see a half of it. Control thread.
 */
@LoadTime
public final class PatternList {
    /**
     * One pattern.
     *
     * @param reference what `show acl` shows and `del acl` takes
     * @param version see {@link #commit}
     */
    public record Entry(long reference, int version, String text) {}

    /** What `get acl` tells of one line that compares with the list. */
    public record Found(String method, boolean ignoreCase, boolean matches, String pattern) {}

    private final int id;
    private final String file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<LiveMatcher> users = new ArrayList<>();
    private final Set<String> places = new LinkedHashSet<>();
    private long nextReference;
    private int version;
    private int nextVersion;

    PatternList(int id, String file) {
        this.id = id;
        this.file = file;
        this.nextReference = (id + 1) * 0x100_0000L;
    }

    public int id() {
        return id;
    }

    /** Empty for patterns that are written on a line. */
    public String file() {
        return file;
    }

    /** Where it is used, as `show acl` says it. */
    public String description() {
        String used = String.join(", by ", places);
        return file.isEmpty() ? used : "pattern loaded from file '" + file + "' used by " + used;
    }

    public int version() {
        return version;
    }

    public int nextVersion() {
        return nextVersion;
    }

    /** In all versions. */
    public int size() {
        return entries.size();
    }

    public List<Entry> entries(int ofVersion) {
        return entries.stream().filter(entry -> entry.version == ofVersion).toList();
    }

    // While loading.

    void used(String place, LiveMatcher user) {
        places.add(place);
        if (!users.contains(user)) users.add(user);
    }

    void load(String text) {
        entries.add(new Entry(nextReference += 0x10, version, text));
    }

    List<String> texts() {
        return entries(version).stream().map(Entry::text).toList();
    }

    // Changes. Each throws a Mistake when a line cannot compare with a pattern, and then nothing has changed.

    public void add(int toVersion, String text) {
        for (LiveMatcher user : users) user.examine(text);
        entries.add(new Entry(nextReference += 0x10, toVersion, text));
        if (toVersion == version) publish();
    }

    /** False when there is no such pattern. */
    public boolean remove(String text) {
        return changed(entries.removeIf(entry -> entry.text.equals(text)));
    }

    public boolean remove(long reference) {
        return changed(entries.removeIf(entry -> entry.reference == reference));
    }

    public void clear(int ofVersion) {
        changed(entries.removeIf(entry -> entry.version == ofVersion));
    }

    /** A version that can be filled without being seen. */
    public int prepare() {
        return ++nextVersion;
    }

    /** From now on the patterns of this version count, and those of all before it are gone; false if it cannot be. */
    public boolean commit(int prepared) {
        if (prepared <= version || prepared > nextVersion) return false;
        version = prepared;
        entries.removeIf(entry -> entry.version < prepared);
        publish();
        return true;
    }

    private boolean changed(boolean any) {
        if (any) publish();
        return any;
    }

    private void publish() {
        for (LiveMatcher user : users) user.publish();
    }

    /** How each line that uses the list compares a text with it. */
    public List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        for (LiveMatcher user : users) found.add(user.find(this, text));
        return found;
    }
}
