package io.hecd.acl;

import io.hecd.config.text.RawText;
import io.hecd.config.text.Word;
import io.hecd.names.LoadTime;
import io.hecd.sample.Sample;
import java.util.ArrayList;
import java.util.List;

/** What one ACL line compares with, as its lists are now. The control thread publishes another matcher; workers read it. */
final class LiveMatcher implements Matcher {
    /** Beyond so many patterns `get acl` does not look for the one that matches. */
    private static final int MANY = 20_000;

    private final MatcherRow row;
    private final boolean ignoreCase;
    private final Word at;
    private final List<PatternList> lists;
    private volatile Matcher now;

    /**
     * @param lists in the order in which their patterns stand on the line
     * @param written the last list's patterns as words, for messages about them
     */
    @LoadTime
    LiveMatcher(MatcherRow row, boolean ignoreCase, Word at, List<PatternList> lists, List<Word> written) {
        this.row = row;
        this.ignoreCase = ignoreCase;
        this.at = at;
        this.lists = List.copyOf(lists);
        List<Pattern> patterns = new ArrayList<>();
        for (PatternList list : lists.subList(0, lists.size() - 1))
            for (String text : list.texts()) patterns.add(pattern(text));
        for (Word word : written) patterns.add(Pattern.of(word.bytes(), ignoreCase, word));
        this.now = row.maker().make(patterns);
    }

    @Override
    public boolean matches(Sample sample) {
        return now.matches(sample);
    }

    @LoadTime
    private Matcher make() {
        List<Pattern> patterns = new ArrayList<>();
        for (PatternList list : lists) for (String text : list.texts()) patterns.add(pattern(text));
        return row.maker().make(patterns);
    }

    private Pattern pattern(String text) {
        return Pattern.of(RawText.encode(text), ignoreCase, at);
    }

    /** Throws a Mistake if nothing can be compared with such a pattern. */
    void examine(String text) {
        row.maker().make(List.of(pattern(text)));
    }

    void publish() {
        now = make();
    }

    @LoadTime
    PatternList.Found find(PatternList list, String text) {
        Sample sample = sample(text);
        boolean possible = sample.castTo(row.type());
        String found = "";
        boolean matches = false;
        List<String> texts = list.texts();
        if (possible && texts.size() > MANY) matches = now.matches(sample);
        else if (possible)
            for (String one : texts) {
                if (!row.maker().make(List.of(pattern(one))).matches(sample)) continue;
                matches = true;
                found = one;
                break;
            }
        return new PatternList.Found(row.name(), ignoreCase, matches, found);
    }

    private static Sample sample(String text) {
        Sample sample = new Sample();
        sample.text(RawText.encode(text));
        return sample;
    }
}
