package io.hecd.discovery.keys;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hecd.names.Identity;
import io.hecd.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What clients ask for beside keys: version, health, members. One member, which is the leader: whoever answers. */
final class Pages {
    /** The last etcd whose only API was this one; clients take a 3 as a promise of more. */
    private static final String SPEAKS = "2.3.8";

    private static final String ID = "68656364";

    private final Clock clock;
    private final long startedMillis;

    Pages(Clock clock) {
        this.clock = clock;
        startedMillis = clock.wallMillis();
    }

    static Answer version() {
        return Answer.json(200, KeysJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("etcdserver", SPEAKS);
            json.writeStringField("etcdcluster", SPEAKS);
            json.writeStringField(Identity.PRODUCT, Identity.VERSION);
            json.writeEndObject();
        }));
    }

    static Answer health(boolean healthy) {
        return Answer.plain(healthy ? 200 : 503, KeysJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("health", Boolean.toString(healthy));
            json.writeEndObject();
        }));
    }

    /** @param url how the client reached us */
    static Answer machines(String url) {
        return Answer.plain(200, url);
    }

    static Answer members(String url) {
        return Answer.json(
                200,
                KeysJson.text(json -> {
                            json.writeStartObject();
                            json.writeArrayFieldStart("members");
                            member(json, url);
                            json.writeEndArray();
                            json.writeEndObject();
                        })
                        + "\n");
    }

    static Answer leader(String url) {
        return Answer.json(200, KeysJson.text(json -> member(json, url)) + "\n");
    }

    Answer self() {
        String started = Instant.ofEpochMilli(startedMillis).toString();
        Duration up = Duration.ofMillis(clock.wallMillis() - startedMillis);
        return Answer.json(200, KeysJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("name", Identity.PRODUCT);
            json.writeStringField("id", ID);
            json.writeStringField("state", "StateLeader");
            json.writeStringField("startTime", started);
            json.writeObjectFieldStart("leaderInfo");
            json.writeStringField("leader", ID);
            json.writeStringField("uptime", up.toMillis() / 1000.0 + "s");
            json.writeStringField("startTime", started);
            json.writeEndObject();
            json.writeNumberField("recvAppendRequestCnt", 0);
            json.writeNumberField("sendAppendRequestCnt", 0);
            json.writeEndObject();
        }));
    }

    static Answer followers() {
        return Answer.json(200, KeysJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("leader", ID);
            json.writeObjectFieldStart("followers");
            json.writeEndObject();
            json.writeEndObject();
        }));
    }

    private static void member(JsonGenerator json, String url) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", ID);
        json.writeStringField("name", Identity.PRODUCT);
        json.writeArrayFieldStart("peerURLs");
        json.writeEndArray();
        json.writeArrayFieldStart("clientURLs");
        json.writeString(url);
        json.writeEndArray();
        json.writeEndObject();
    }
}
