package io.hecd.discovery.keys;

import io.hecd.discovery.store.StoreException;

/** A refusal in the words of the v2 API: a number with its message and status, what it is about, the index of the store. */
final class KeysError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the v2 API calls error codes. */
    enum Code {
        KEY_NOT_FOUND(100, 404, "Key not found"),
        TEST_FAILED(101, 412, "Compare failed"),
        NOT_FILE(102, 403, "Not a file"),
        NOT_DIR(104, 400, "Not a directory"),
        NODE_EXIST(105, 412, "Key already exists"),
        ROOT_READ_ONLY(107, 400, "Root is read only"),
        DIR_NOT_EMPTY(108, 403, "Directory not empty"),
        UNAUTHORIZED(110, 401, "The request requires user authentication"),
        PREV_VALUE_REQUIRED(201, 400, "PrevValue is Required in POST form"),
        TTL_NOT_A_NUMBER(202, 400, "The given TTL in POST form is not a number"),
        INDEX_NOT_A_NUMBER(203, 400, "The given index in POST form is not a number"),
        INVALID_FIELD(209, 400, "Invalid field"),
        INVALID_FORM(210, 400, "Invalid POST form"),
        REFRESH_VALUE(211, 400, "Value provided on refresh"),
        REFRESH_TTL_REQUIRED(212, 400, "A TTL must be provided on refresh"),
        INTERNAL(300, 500, "Raft Internal Error"),
        INDEX_CLEARED(401, 400, "The event in requested index is outdated and cleared");

        final int number;
        final int status;
        final String message;

        Code(int number, int status, String message) {
            this.number = number;
            this.status = status;
            this.message = message;
        }
    }

    private final Code code;
    private final String about;
    private final long index;

    KeysError(Code code, String about, long index) {
        super(code.message + ": " + about, null, false, false);
        this.code = code;
        this.about = about;
        this.index = index;
    }

    /** Of a request that was never put to the store. */
    KeysError(Code code, String about) {
        this(code, about, 0);
    }

    static KeysError of(StoreException e) {
        Code code = e.reason() == StoreException.Reason.REFUSED ? Code.INVALID_FIELD : Code.INTERNAL;
        return new KeysError(code, String.valueOf(e.getMessage()));
    }

    Code code() {
        return code;
    }

    String about() {
        return about;
    }

    long index() {
        return index;
    }
}
