package io.hecd.acl;

import io.hecd.names.LoadTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All lists of patterns of one configuration, by file and by number. Made while loading; then for the control thread. */
@LoadTime
public final class PatternLists {
    private final List<PatternList> all = new ArrayList<>();
    private final Map<String, PatternList> byFile = new LinkedHashMap<>();

    public List<PatternList> all() {
        return List.copyOf(all);
    }

    /** @param name `#` and a number, or a file */
    public Optional<PatternList> find(String name) {
        if (!name.startsWith("#")) return Optional.ofNullable(byFile.get(name));
        for (PatternList list : all) if (name.equals("#" + list.id())) return Optional.of(list);
        return Optional.empty();
    }

    /** Whether the file has been read already: it is read once for all lines. */
    Optional<PatternList> ofFile(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    PatternList add(String file) {
        PatternList list = new PatternList(all.size(), file);
        all.add(list);
        if (!file.isEmpty()) byFile.put(file, list);
        return list;
    }
}
