package io.hecd.admin.why;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hecd.admin.json.JsonText;
import io.hecd.config.text.Position;
import io.hecd.proxy.Story;
import io.hecd.proxy.Story.Absent;
import io.hecd.proxy.Story.Attempt;
import io.hecd.traffic.Ending;
import java.io.IOException;
import java.util.List;

/** Stories for programs, one object a line. A time that was not reached and an answer that was not given have no member. */
public final class StoryJson {
    private StoryJson() {}

    public static String json(Story story) {
        return JsonText.line(json -> {
            ending(json, story);
            places(json, story);
            attempts(json, story.attempts());
            absent(json, story.absent());
            times(json, story.times());
        });
    }

    private static void ending(JsonGenerator json, Story story) throws IOException {
        json.writeStringField("id", story.id());
        json.writeNumberField("at", story.atMillis());
        json.writeStringField("reason", story.ending().code());
        json.writeStringField("message", story.ending().reason());
        json.writeStringField("termination_state", story.flags());
        known(json, "status", story.status());
        json.writeNumberField("bytes", story.bytes());
    }

    private static void places(JsonGenerator json, Story story) throws IOException {
        json.writeStringField("client", story.client());
        json.writeStringField("frontend", story.frontend());
        json.writeStringField("bind", story.bind());
        if (!story.requestLine().isEmpty()) json.writeStringField("request", story.requestLine());
        json.writeArrayFieldStart("rules");
        for (Position at : story.rules()) place(json, at);
        json.writeEndArray();
        if (!story.backend().isEmpty()) json.writeStringField("backend", story.backend());
        json.writeNumberField("servers", story.servers());
        json.writeNumberField("servers_usable", story.servers() - story.absentInAll());
        if (story.queued() > 0) json.writeNumberField("queue_position", story.queued());
        json.writeNumberField("attempts_made", story.attemptsMade());
    }

    /** A line of the configuration. */
    static void place(JsonGenerator json, Position at) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", at.file());
        json.writeNumberField("line", at.line());
        json.writeStringField("text", at.source().line(at.line()).strip());
        json.writeEndObject();
    }

    private static void attempts(JsonGenerator json, List<Attempt> attempts) throws IOException {
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : attempts) {
            json.writeStartObject();
            json.writeStringField("server", attempt.server());
            json.writeStringField("address", attempt.address());
            if (attempt.ending() != Ending.NORMAL)
                json.writeStringField("reason", attempt.ending().code());
            if (!attempt.cause().isEmpty()) json.writeStringField("cause", attempt.cause());
            if (attempt.status() > 0) json.writeNumberField("status", attempt.status());
            json.writeBooleanField("reused", attempt.reused());
            known(json, "ms", attempt.millis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void absent(JsonGenerator json, List<Absent> servers) throws IOException {
        json.writeArrayFieldStart("not_usable");
        for (Absent absent : servers) {
            json.writeStartObject();
            json.writeStringField("server", absent.server());
            json.writeStringField("state", absent.state());
            json.writeNumberField("since", absent.sinceMillis());
            if (!absent.why().isEmpty()) json.writeStringField("why", absent.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void times(JsonGenerator json, Story.Times times) throws IOException {
        json.writeObjectFieldStart("ms");
        known(json, "request", times.request());
        known(json, "queue", times.queue());
        known(json, "connect", times.connect());
        known(json, "response", times.response());
        known(json, "total", times.total());
        json.writeEndObject();
    }

    private static void known(JsonGenerator json, String name, long value) throws IOException {
        if (value >= 0) json.writeNumberField(name, value);
    }
}
