package io.hecd.proxy;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import java.util.List;

/**
 * `capture request header`, `capture response header` and `capture cookie` of a frontend (manual 4.2): which headers are
 * kept for the log, and how much of each. Immutable. The kept bytes stand in a row of the exchange, one slot per line.
 */
public final class Captures {
    public static final Captures NONE = new Captures(List.of(), List.of());

    /** One captured header: its name in lower case, none if only rules fill it, and the most bytes kept. */
    public record Slot(byte[] name, int length) {}

    private final Slot[] request;
    private final Slot[] response;

    public Captures(List<Slot> request, List<Slot> response) {
        this.request = request.toArray(new Slot[0]);
        this.response = response.toArray(new Slot[0]);
    }

    public int requestSlots() {
        return request.length;
    }

    public int responseSlots() {
        return response.length;
    }

    void ofRequest(HttpHead head, Captured into, ByteView scratch) {
        take(request, head, into, scratch);
    }

    void ofResponse(HttpHead head, Captured into, ByteView scratch) {
        take(response, head, into, scratch);
    }

    /** What a rule captures: as much of it as its slot takes. */
    void ofRequest(int slot, ByteView value, Captured into) {
        if (slot < request.length) into.keep(slot, value, request[slot].length);
    }

    void ofResponse(int slot, ByteView value, Captured into) {
        if (slot < response.length) into.keep(slot, value, response[slot].length);
    }

    private static void take(Slot[] slots, HttpHead head, Captured into, ByteView scratch) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i].name.length == 0) continue;
            int last = -1;
            for (int at = head.find(slots[i].name); at >= 0; at = head.findNext(at, slots[i].name)) last = at;
            if (last < 0) continue;
            head.valueView(last, scratch);
            into.keep(i, scratch, slots[i].length);
        }
    }

    /** What one exchange captured in one direction; reused, confined to its worker. */
    static final class Captured {
        private byte[] bytes = {};
        private int[] ends = {};
        private int[] starts = {};
        private int used;

        void begin(int slots) {
            used = 0;
            if (slots > ends.length) {
                starts = new int[slots];
                ends = new int[slots];
            }
            for (int i = 0; i < ends.length; i++) starts[i] = ends[i] = 0;
        }

        void keep(int slot, ByteView value, int most) {
            int length = Math.min(value.length(), most);
            if (used + length > bytes.length)
                bytes = java.util.Arrays.copyOf(bytes, Math.max(256, 2 * (used + length)));
            System.arraycopy(value.array(), value.offset(), bytes, used, length);
            starts[slot] = used;
            used += length;
            ends[slot] = used;
        }

        void view(int slot, ByteView into) {
            if (slot >= ends.length) into.clear();
            else into.set(bytes, starts[slot], ends[slot] - starts[slot]);
        }
    }
}
