package io.hecd.rule.action;

import io.hecd.names.Catalog;
import io.hecd.rule.ActionRow;
import io.hecd.rule.Outcome;
import java.util.Set;

/** The list of actions (manual 4.2). Modules and embedding programs add theirs with {@code standard().with(name, row)}. */
public final class Actions {
    private static final String REQUEST = "http-request";
    private static final String RESPONSE = "http-response";
    private static final String AFTER = "http-after-response";

    private static final Set<String> HTTP = Set.of(REQUEST, RESPONSE);
    private static final Set<String> HEADERS = Set.of(REQUEST, RESPONSE, AFTER);
    private static final Set<String> REQUESTS = Set.of(REQUEST);
    private static final Set<String> TCP =
            Set.of("tcp-request connection", "tcp-request session", "tcp-request content", "tcp-response content");
    private static final Set<String> CLOSING = Set.of(
            REQUEST, "tcp-request connection", "tcp-request session", "tcp-request content", "tcp-response content");
    private static final Set<String> CAPTURING = Set.of(REQUEST, RESPONSE, AFTER, "tcp-request content");
    private static final Set<String> LEVELS = Set.of(REQUEST, RESPONSE, "tcp-request content", "tcp-response content");
    private static final Set<String> DROPPING = Set.of(
            REQUEST,
            RESPONSE,
            "tcp-request connection",
            "tcp-request session",
            "tcp-request content",
            "tcp-response content");

    private Actions() {}

    public static Catalog<ActionRow> standard() {
        return new Catalog<ActionRow>("action")
                .with("accept", new ActionRow(TCP, Fixed.compiler(Outcome.ALLOW)))
                .with("add-header", new ActionRow(HEADERS, AddHeader::compile))
                .with("allow", new ActionRow(HEADERS, Fixed.compiler(Outcome.ALLOW)))
                .with("capture", new ActionRow(CAPTURING, Capture::compile))
                .with("del-header", new ActionRow(HEADERS, DelHeader::compile))
                .with("deny", new ActionRow(HTTP, Deny::compile))
                .with("redirect", new ActionRow(HTTP, Redirect::compile))
                .with("reject", new ActionRow(CLOSING, Fixed.compiler(Outcome.CLOSE)))
                .with("replace-header", new ActionRow(HEADERS, ReplaceHeader::whole))
                .with("replace-path", new ActionRow(REQUESTS, ReplaceTarget.compiler(TargetPart.PATH)))
                .with("replace-pathq", new ActionRow(REQUESTS, ReplaceTarget.compiler(TargetPart.PATHQ)))
                .with("replace-uri", new ActionRow(REQUESTS, ReplaceTarget.compiler(TargetPart.URI)))
                .with("replace-value", new ActionRow(HEADERS, ReplaceHeader::eachValue))
                .with("return", new ActionRow(HTTP, Return::compile))
                .with("set-header", new ActionRow(HEADERS, SetHeader::compile))
                .with("set-log-level", new ActionRow(LEVELS, SetLogLevel::compile))
                .with("set-method", new ActionRow(REQUESTS, SetMethod::compile))
                .with("set-path", new ActionRow(REQUESTS, SetTarget.compiler(TargetPart.PATH)))
                .with("set-pathq", new ActionRow(REQUESTS, SetTarget.compiler(TargetPart.PATHQ)))
                .with("set-query", new ActionRow(REQUESTS, SetTarget.compiler(TargetPart.QUERY)))
                .with("set-status", new ActionRow(Set.of(RESPONSE, AFTER), SetStatus::compile))
                .with("set-uri", new ActionRow(REQUESTS, SetTarget.compiler(TargetPart.URI)))
                .with("silent-drop", new ActionRow(DROPPING, Fixed.compiler(Outcome.CLOSE)))
                .with("strict-mode", new ActionRow(HEADERS, StrictMode::compile))
                .with("switch-mode", new ActionRow(Set.of("tcp-request content"), SwitchMode::compile))
                .with("use-service", new ActionRow(REQUESTS, UseService::compile));
    }
}
