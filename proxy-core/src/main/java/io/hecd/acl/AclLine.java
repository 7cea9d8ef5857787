package io.hecd.acl;

import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import io.hecd.sample.Checkpoint;
import io.hecd.sample.Expression;
import io.hecd.sample.ExpressionParser;
import io.hecd.sample.FetchRow;
import java.util.List;
import java.util.Optional;

/**
 * The words of one test: criterion, flags, patterns (manual 7.1). The patterns are compiled once; the expression once for
 * every checkpoint, as `hdr` means another head in a response rule. Load time.
 */
@LoadTime
final class AclLine {
    private final ExpressionParser parser;
    private final Word criterion;
    private final FetchRow row;
    private final MatcherRow matching;
    private final Matcher matcher;

    /** @throws Mistake at the word that is wrong */
    AclLine(List<Word> words, ExpressionParser parser, Catalog<MatcherRow> matchers, PatternLists lists) {
        this.parser = parser;
        criterion = words.get(0);
        String name = criterion.text().substring(0, nameEnd());
        Optional<FetchRow> known = parser.vocabulary().fetches().find(name);
        Optional<FetchRow> base = known.isPresent() ? known : base(name);
        // Not known either way: the parser's message is the right one.
        Expression expression = base.isPresent()
                ? parser.parse(criterion, 0, criterion.text().length(), base.get(), Checkpoint.LOG)
                : parser.parse(criterion, Checkpoint.LOG);
        row = base.orElseThrow();
        String suffix =
                known.isPresent() || expression.hasConverters() ? "" : name.substring(name.lastIndexOf('_') + 1);
        AclPatterns patterns = new AclPatterns(words, matchers, lists);
        matching = patterns.read(expression.type(), suffix.isEmpty() ? Matchers.implied(expression.type()) : suffix);
        matcher = patterns.matcher(matching);
    }

    /** For the rules of one set; empty, with a warning, if what it looks at is never there. */
    Optional<Acl.Test> at(Checkpoint where, String aclName, Word used, Problems problems) {
        try {
            Expression expression = parser.parse(criterion, 0, criterion.text().length(), row, where);
            return Optional.of(new Acl.Test(expression, matching.type(), matcher));
        } catch (Mistake e) {
            String acl = aclName.isEmpty() ? "this test" : "acl '" + aclName + "'";
            problems.warning(used, acl + " never matches here: " + e.problem().message(), "");
            return Optional.empty();
        }
    }

    private int nameEnd() {
        return ExpressionParser.nameEnd(criterion.text(), 0, criterion.text().length());
    }

    /** `hdr` for `hdr_beg`: a text fetch behind one of the matching suffixes. */
    private Optional<FetchRow> base(String name) {
        int cut = name.lastIndexOf('_');
        if (cut < 0 || !Matchers.SUFFIXES.contains(name.substring(cut + 1))) return Optional.empty();
        return parser.vocabulary()
                .fetches()
                .find(name.substring(0, cut))
                .filter(r -> r.type().isText());
    }
}
