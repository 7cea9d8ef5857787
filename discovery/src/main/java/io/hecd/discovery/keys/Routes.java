package io.hecd.discovery.keys;

import io.hecd.discovery.store.StoreException;
import io.hecd.time.Clock;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which request gets which answer. Confined to the loop. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String KEYS = "/v2/keys";

    /** What a client gets: an answer, or events as they happen. */
    sealed interface Reply permits Now, Later {}

    record Now(Answer answer) implements Reply {}

    /** @param index of the store now, for the head of the answer */
    record Later(KeysRequest request, long index) implements Reply {}

    private final KeySpace space;
    private final Journal journal;
    private final KeyWrites writes;
    private final Pages pages;
    private final Options options;
    private final Door door;

    Routes(KeySpace space, Journal journal, Options options, Door door) {
        this.door = door;
        this.space = space;
        this.journal = journal;
        this.options = options;
        writes = new KeyWrites(space, journal, options.clock());
        pages = new Pages(options.clock());
    }

    CompletableFuture<Reply> reply(FullHttpRequest request, Caller caller) {
        String uri = request.uri();
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        try {
            path = Form.decode(path, false);
        } catch (KeysError e) {
            return now(Answer.plain(400, "400 Bad Request"));
        }
        try {
            if (path.equals("/version")) return get(request, Pages.version());
            if (path.equals("/health")) return health(request);
            Optional<CompletableFuture<Answer>> refusal =
                    door.refuse(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""), caller);
            if (refusal.isPresent()) return refusal.get().thenApply(Now::new);
            if (path.equals(KEYS) || path.startsWith(KEYS + "/"))
                return keys(
                        request,
                        caller,
                        path.substring(KEYS.length()),
                        question < 0 ? "" : uri.substring(question + 1));
            return switch (path) {
                case "/v2/machines" ->
                    isGet(request) ? now(Pages.machines(caller.url())) : now(Answer.notAllowed("GET,HEAD"));
                case "/v2/members", "/v2/members/" -> get(request, Pages.members(caller.url()));
                case "/v2/members/leader" -> get(request, Pages.leader(caller.url()));
                case "/v2/stats/self" -> get(request, pages.self());
                case "/v2/stats/leader" -> get(request, Pages.followers());
                default -> now(Answer.plain(404, "404 page not found\n"));
            };
        } catch (KeysError e) {
            return now(Answer.error(e));
        }
    }

    /** What a failure is to the client. */
    static Answer failed(Throwable failure) {
        Throwable cause = StoreException.cause(failure);
        if (cause instanceof KeysError error) return Answer.error(error);
        if (cause instanceof StoreException error) return Answer.error(KeysError.of(error));
        LOG.error("the keys API failed: {}", cause.toString(), cause);
        return Answer.error(
                new KeysError(KeysError.Code.INTERNAL, cause.getClass().getSimpleName()));
    }

    private CompletableFuture<Reply> keys(FullHttpRequest request, Caller caller, String path, String query) {
        String method = request.method().name();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        if (!reads && !method.equals("PUT") && !method.equals("POST") && !method.equals("DELETE"))
            return now(Answer.notAllowed("HEAD,GET,PUT,POST,DELETE"));
        KeysRequest asked = KeysRequest.of(method, path, form(request, query));
        if ((!reads || asked.waits()) && Browsers.forbid(request.headers(), caller.scheme()))
            return now(Answer.plain(403, "a page of another site may not do this\n"));
        if (asked.waits()) return later(asked);
        return switch (method) {
            case "PUT" -> writes.put(asked).thenApply(Now::new);
            case "POST" -> writes.post(asked).thenApply(Now::new);
            case "DELETE" -> writes.delete(asked).thenApply(Now::new);
            default -> get(asked).thenApply(Now::new);
        };
    }

    private static Form form(FullHttpRequest request, String query) {
        Form form = new Form();
        boolean hasBody =
                request.method().equals(HttpMethod.PUT) || request.method().equals(HttpMethod.POST);
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        if (hasBody && type.split(";", 2)[0].trim().equals("application/x-www-form-urlencoded"))
            form.add(request.content().toString(StandardCharsets.UTF_8));
        form.add(query);
        return form;
    }

    private CompletableFuture<Answer> get(KeysRequest asked) {
        Clock clock = options.clock();
        return space.look(asked.path()).thenCompose(look -> {
            if (!look.isDirectory() && !look.isFile()) return space.missing(look.path(), look.revision());
            Node node = look.isDirectory()
                    ? look.tree().listing(asked.recursive())
                    : Node.file(look.file().orElseThrow());
            return CompletableFuture.completedFuture(Answer.key(
                    200, look.revision(), KeysJson.event("get", node, Optional.empty(), clock.wallMillis())));
        });
    }

    private CompletableFuture<Reply> later(KeysRequest asked) {
        return space.now().thenApply(now -> {
            if (journal.waiters() >= options.waits())
                throw new KeysError(
                        KeysError.Code.INTERNAL, options.waits() + " requests wait already", now.revision());
            journal.check(asked.waitIndex(), now.revision());
            return new Later(asked, now.revision());
        });
    }

    private CompletableFuture<Reply> health(FullHttpRequest request) {
        if (!isGet(request)) return now(Answer.notAllowed("GET"));
        return space.now().handle((now, failure) -> new Now(Pages.health(failure == null)));
    }

    private static CompletableFuture<Reply> get(FullHttpRequest request, Answer answer) {
        return now(isGet(request) ? answer : Answer.notAllowed("GET"));
    }

    private static boolean isGet(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static CompletableFuture<Reply> now(Answer answer) {
        return CompletableFuture.completedFuture(new Now(answer));
    }
}
