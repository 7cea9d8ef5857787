package io.hecd.discovery.sync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ServerText;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The value of a key, read as what would follow the name on a `server` line, or as a JSON object with the same words. Values
 * are hostile: nothing is expanded or unquoted, and only listed words are taken.
 */
public final class ServerValue {
    /** What a registry may say of a server beside its address. */
    static final Set<String> WORDS =
            Set.of("weight", "backup", "disabled", "maxconn", "slowstart", "check", "port", "id");

    private static final int LONGEST = 4_096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,256}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final JsonFactory JSON = new JsonFactory();

    private ServerValue() {}

    /** Why a value is not taken, in words that may stand in a log: never the value itself. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    /** Why a key with this value would be left out, if it would. */
    public static Optional<String> objection(String key, String value) {
        int slash = key.lastIndexOf('/');
        if (!key.startsWith("/") || slash == 0) return Optional.of("a key is DIRECTORY/NAME, as /app/servers/shop-1");
        try {
            read(key, key.substring(slash + 1), value, Settings.NONE);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Whether it may be the name of a server, or of a backend. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static ServerConfig read(String key, String name, String value, Settings defaults) throws Refused {
        if (!isName(name)) throw new Refused("its last element is not a server's name");
        if (value.length() > LONGEST) throw new Refused("the value has more than " + LONGEST + " characters");
        String text = value.strip();
        List<String> words = text.startsWith("{") ? fromJson(text) : List.of(text.split(" +"));
        List<Word> placed = new ArrayList<>();
        Source source = new Source(key, text);
        int column = 1;
        for (String word : words) {
            if (!WORD.matcher(word).matches())
                throw new Refused(text.isEmpty() ? "the value is empty" : "a word has characters that none may have");
            placed.add(new Word(word, new Position(source, 1, column), column + word.length(), false));
            column += word.length() + 1;
        }
        ServerConfig server;
        try {
            server = ServerText.server(name, Line.of(placed, new Problems()), defaults, WORDS);
        } catch (Mistake mistake) {
            throw new Refused(mistake.problem().message());
        }
        checkAddress(server.address());
        return server;
    }

    private static void checkAddress(Address address) throws Refused {
        if (!(address instanceof Address.Inet inet) || inet.relative() || inet.port() < 1)
            throw new Refused("the address is not HOST:PORT");
        if (!HOST.matcher(inet.host()).matches() && inet.host().indexOf(':') < 0)
            throw new Refused("the address has no host");
    }

    /** `{"addr":"192.168.1.22:49156","weight":20}` as words; what is not known is left out. */
    private static List<String> fromJson(String text) throws Refused {
        String address = "";
        List<String> words = new ArrayList<>();
        try (JsonParser in = JSON.createParser(text)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String word = in.currentName();
                JsonToken value = in.nextToken();
                if (word.equals("addr") && value == JsonToken.VALUE_STRING) address = in.getText();
                else if (!WORDS.contains(word)) in.skipChildren();
                else if (value == JsonToken.VALUE_TRUE) words.add(word);
                else if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING)
                    words.addAll(List.of(word, in.getText()));
                else if (value != JsonToken.VALUE_FALSE && value != JsonToken.VALUE_NULL)
                    throw new Refused("'" + word + "' has a value that it cannot have");
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null)
                throw new Refused("the value is not one JSON object");
        } catch (IOException e) {
            throw new Refused("the value is not one JSON object");
        }
        if (address.isEmpty()) throw new Refused("the JSON object has no \"addr\"");
        words.add(0, address);
        return words;
    }
}
