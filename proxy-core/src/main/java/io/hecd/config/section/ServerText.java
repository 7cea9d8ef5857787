package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import java.util.Set;
import java.util.TreeSet;

/** The words of `server` lines where they stand elsewhere: on a line of another module, or in a value from a registry. */
public final class ServerText {
    private ServerText() {}

    /**
     * The settings that the rest of `line` says, over `above`.
     *
     * @throws io.hecd.config.text.Mistake for the first word that is wrong
     */
    public static Settings words(Line line, Settings above) {
        Settings.Builder settings = Settings.over(above);
        ServerWords.read(line, settings, new Notes(line.problems()));
        return settings.build();
    }

    /**
     * A server that stands in no file: `value` begins with its address, and of the words that may follow only `allowed`
     * ones are taken.
     *
     * @throws io.hecd.config.text.Mistake for the first word that is wrong or not allowed
     */
    public static ServerConfig server(String name, Line value, Settings above, Set<String> allowed) {
        Address address = AddressReader.connect(value, value.takeWord("an address"));
        Settings.Builder settings = Settings.over(above);
        Notes notes = new Notes(value.problems());
        while (value.hasNext()) {
            Word word = value.peek();
            if (!allowed.contains(word.text()))
                throw value.error(
                        word,
                        "'" + word.text() + "' may not come from here",
                        "allowed are " + String.join(", ", new TreeSet<>(allowed)));
            ServerWords.readOne(value, settings, notes);
        }
        return new ServerConfig(Position.NONE, name, address, settings.build());
    }
}
