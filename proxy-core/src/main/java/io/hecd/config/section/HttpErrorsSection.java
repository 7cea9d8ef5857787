package io.hecd.config.section;

import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxySettings.ErrorLine;
import io.hecd.config.text.Line;
import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** `http-errors NAME` (manual 3.8): `errorfile` lines to refer to. */
final class HttpErrorsSection implements SectionParser {
    @Override
    public Body open(Line line, Draft draft) {
        Word name = line.takeWord("a name");
        line.expectEnd();
        HttpErrorsConfig before = draft.httpErrors.get(name.text());
        if (before != null)
            throw line.error(
                    "duplicate-name", name, "there is another http-errors section '" + name + "'", "at " + before.at());
        return new HttpErrorsBody(draft, line.at(), name.text(), new ArrayList<>());
    }

    private record HttpErrorsBody(Draft draft, Position at, String name, List<ErrorLine.File> files) implements Body {
        @Override
        public void read(Line line) {
            Word word = line.next();
            if (!word.is("errorfile"))
                throw line.error(
                        "unknown-keyword",
                        word,
                        "unknown keyword '" + word + "' in http-errors '" + name + "'",
                        "it takes 'errorfile' lines");
            files.add(ErrorWords.file(line));
            line.expectEnd();
        }

        @Override
        public void end() {
            draft.httpErrors.put(name, new HttpErrorsConfig(at, name, List.copyOf(files)));
        }
    }
}
