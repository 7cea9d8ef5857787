package io.hecd.discovery.announce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.StoreException;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Speaks etcd's v2 keys API as a client: one request, one answer, on the caller's thread. */
final class KeysClient {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int LONGEST_ANSWER = 64 << 20;
    private static final int NOT_FOUND = 100;
    private static final int COMPARE_FAILED = 101;
    private static final JsonFactory JSON = new JsonFactory();

    private final URI address;
    /** NAME:PASSWORD; empty for none. */
    private final String login;

    KeysClient(URI address) {
        boolean usable = ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && (address.getPath() == null || address.getPath().length() <= 1);
        if (!usable)
            throw new IllegalArgumentException(
                    "'" + address + "' is not the address of a keys API; write http://HOST:PORT");
        login = address.getUserInfo() == null ? "" : address.getUserInfo();
        this.address = URI.create(address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort()));
    }

    /** A node with those below it, or the error the server told. */
    record Answer(int error, String message, long revision, List<Entry> entries) {
        Stream<Entry> leaves() {
            return entries.stream();
        }
    }

    Optional<Answer> get(String key) {
        Answer answer = call("GET", key, "?recursive=true&sorted=true", "");
        return answer.error() == NOT_FOUND ? Optional.empty() : Optional.of(good(answer));
    }

    Answer put(Change change) {
        String ttl = change.ttlMillis() > 0 ? "&ttl=" + seconds(change) : "";
        return good(call("PUT", change.key(), "", "value=" + encoded(change.value()) + ttl));
    }

    /** False if the key is not there any more, or not what we wrote. */
    boolean refresh(Change change) {
        Answer answer = call(
                "PUT",
                change.key(),
                "",
                "refresh=true&ttl=" + seconds(change) + "&prevValue=" + encoded(change.value()));
        return !isOthers(answer) && good(answer).error() == 0;
    }

    /** Empty if it was not there, or had another value. */
    Optional<Answer> delete(String key, Optional<String> value) {
        Answer answer = call(
                "DELETE", key, value.map(text -> "?prevValue=" + encoded(text)).orElse(""), "");
        return isOthers(answer) ? Optional.empty() : Optional.of(good(answer));
    }

    private static boolean isOthers(Answer answer) {
        return answer.error() == NOT_FOUND || answer.error() == COMPARE_FAILED;
    }

    private Answer good(Answer answer) {
        if (answer.error() == 0) return answer;
        throw new StoreException(Reason.REFUSED, this + ": " + answer.message());
    }

    private Answer call(String method, String key, String query, String form) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address + "/v2/keys" + path(key) + query).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (!login.isEmpty())
                connection.setRequestProperty(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            if (!form.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
                connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            if (status == 401 || status == 403)
                throw new StoreException(Reason.DENIED, this + " wants another user or password");
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return read(body == null ? new byte[0] : body.readNBytes(LONGEST_ANSWER), status);
            }
        } catch (IOException e) {
            throw new StoreException(Reason.UNREACHABLE, this + ": " + e.getMessage(), e);
        }
    }

    private Answer read(byte[] body, int status) throws IOException {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
            int error = 0;
            String message = "";
            List<Entry> entries = new ArrayList<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("errorCode")) error = in.getIntValue();
                else if (name.equals("message") && message.isEmpty()) message = in.getText();
                else if (name.equals("cause") && !in.getText().isEmpty()) message += " (" + in.getText() + ")";
                else if (name.equals("node") && value == JsonToken.START_OBJECT) node(in, entries);
                else in.skipChildren();
            }
            if (error == 0 && status >= 400) throw new IOException("no error code");
            long revision = entries.stream().mapToLong(Entry::modified).max().orElse(0);
            return new Answer(error, message, revision, List.copyOf(entries));
        } catch (IOException e) {
            throw new IOException("answer " + status + " is not of a v2 keys API", e);
        }
    }

    /** Adds the node at which `in` is, or those below it. */
    private static void node(JsonParser in, List<Entry> entries) throws IOException {
        String key = "";
        Optional<String> value = Optional.empty();
        long created = 0;
        long modified = 0;
        long ttl = 0;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "key" -> key = in.getText();
                case "value" -> value = Optional.of(in.getText());
                case "createdIndex" -> created = in.getLongValue();
                case "modifiedIndex" -> modified = in.getLongValue();
                case "ttl" -> ttl = in.getLongValue();
                case "nodes" -> {
                    while (in.nextToken() == JsonToken.START_OBJECT) node(in, entries);
                }
                default -> in.skipChildren();
            }
        }
        long ends = ttl == 0 ? 0 : Clock.system().wallMillis() + ttl * 1000;
        if (value.isPresent()) entries.add(new Entry(key, value.get(), created, modified, ends));
    }

    private static long seconds(Change change) {
        return (change.ttlMillis() + 999) / 1000;
    }

    private static String path(String key) {
        StringBuilder path = new StringBuilder();
        for (String element : key.split("/", -1))
            if (!element.isEmpty()) path.append('/').append(encoded(element).replace("+", "%20"));
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "keys API " + address;
    }
}
