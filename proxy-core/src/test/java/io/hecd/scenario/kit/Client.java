package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client of one listener; each call opens a connection, unless it says otherwise. */
public final class Client {
    private final InetSocketAddress address;

    public Client(InetSocketAddress address) {
        this.address = address;
    }

    /** How often, for {@link #get(String, Times)}. */
    public record Times(int count) {}

    public static Times times(int count) {
        return new Times(count);
    }

    /** A GET over a connection of its own. */
    public Answer get(String path, String... headers) {
        return raw(getRequest(path, headers));
    }

    /** Several GETs over one connection, each after the answer to the one before. */
    public Answers get(String path, Times times) {
        List<Answer> answers = new ArrayList<>();
        try (Conversation conversation = open()) {
            for (int i = 0; i < times.count(); i++)
                answers.add(conversation.send(getRequest(path)).answer());
        }
        return new Answers(answers);
    }

    private static String getRequest(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: test.example\r\n");
        for (String header : headers) request.append(header).append("\r\n");
        return request.append("\r\n").toString();
    }

    /** Sends these bytes over a connection of its own and reads one answer. */
    public Answer raw(String bytes) {
        try (Conversation conversation = open()) {
            return conversation.send(bytes).answer();
        }
    }

    public Conversation open() {
        return new Conversation(address);
    }

    /** Where the listener is. */
    public InetSocketAddress address() {
        return address;
    }

    /** A bare socket, for tests that read at their own pace. */
    public Socket socket() {
        try {
            return new Socket(address.getAddress(), address.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers to several requests, looked at by their bodies. */
    public record Answers(List<Answer> list) {
        public void answers(String... bodies) {
            assertThat(list).extracting(Answer::body).containsExactly(bodies);
        }

        public void answersInAnyOrder(String... bodies) {
            assertThat(list).extracting(Answer::body).containsExactlyInAnyOrder(bodies);
        }

        public void answersStatus(int... statuses) {
            assertThat(list.stream().mapToInt(Answer::status).toArray()).containsExactly(statuses);
        }
    }
}
