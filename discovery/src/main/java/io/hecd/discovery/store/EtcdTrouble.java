package io.hecd.discovery.store;

import io.etcd.jetcd.common.exception.EtcdException;
import io.grpc.Status;
import io.hecd.discovery.store.StoreException.Reason;
import java.util.Locale;

/** What gRPC, etcd and jetcd say when something fails, as a {@link StoreException}. */
final class EtcdTrouble {
    private EtcdTrouble() {}

    static StoreException of(String where, Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) if (t instanceof StoreException known) return known;
        Status status = status(failure);
        String said = said(status, failure);
        return new StoreException(reason(status.getCode(), said), where + ": " + said, failure);
    }

    /** True if a new token may help. */
    static boolean wantsToken(Throwable failure) {
        Status status = status(failure);
        String said = said(status, failure);
        return said.contains("invalid auth token")
                || said.contains("revision of auth store is old")
                || said.contains("user name is empty");
    }

    /** The answer was larger than we take. */
    static boolean isTooLarge(Throwable failure) {
        Status status = status(failure);
        return status.getCode() == Status.Code.RESOURCE_EXHAUSTED
                && said(status, failure).contains("exceeds maximum size");
    }

    static Status status(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause())
            if (t instanceof EtcdException etcd)
                // jetcd drops gRPC's exception and keeps its code by name.
                return Status.fromCode(Status.Code.valueOf(etcd.getErrorCode().name()))
                        .withDescription(String.valueOf(etcd.getMessage()))
                        .withCause(etcd.getCause());
        return Status.fromThrowable(failure);
    }

    private static Reason reason(Status.Code code, String said) {
        String text = said.toLowerCase(Locale.ROOT);
        switch (code) {
            case UNAUTHENTICATED:
            case PERMISSION_DENIED:
                return Reason.DENIED;
            case OUT_OF_RANGE:
                return text.contains("compacted") ? Reason.COMPACTED : Reason.RESTARTED;
            case RESOURCE_EXHAUSTED:
                if (text.contains("space exceeded")) return Reason.FULL;
                return text.contains("larger than max") || text.contains("exceeds maximum size")
                        ? Reason.REFUSED
                        : Reason.UNREACHABLE;
            case UNAVAILABLE:
                return text.contains("no leader")
                                || text.contains("leader changed")
                                || text.contains("request timed out")
                        ? Reason.NO_QUORUM
                        : Reason.UNREACHABLE;
            case INVALID_ARGUMENT:
            case FAILED_PRECONDITION:
            case NOT_FOUND:
            case ALREADY_EXISTS:
            case UNIMPLEMENTED:
            case CANCELLED:
                if (text.contains("authentication failed")
                        || text.contains("permission denied")
                        || text.contains("auth token")
                        || text.contains("auth store")
                        || text.contains("user name is empty")) return Reason.DENIED;
                return code == Status.Code.CANCELLED ? Reason.UNREACHABLE : Reason.REFUSED;
            default:
                return Reason.UNREACHABLE;
        }
    }

    /** The description, and the innermost cause, where "connection refused" and TLS alerts are; on one line. */
    private static String said(Status status, Throwable failure) {
        String description = status.getDescription() == null ? failure.toString() : status.getDescription();
        String said = description.lines().findFirst().orElse("");
        Throwable inner = status.getCause();
        while (inner != null && inner.getCause() != null) inner = inner.getCause();
        return inner == null || inner.getMessage() == null || said.contains(inner.getMessage())
                ? said
                : said + ": " + inner.getMessage().lines().findFirst().orElse("");
    }
}
