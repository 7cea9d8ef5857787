package io.hecd.balance;

/** The functions of `hash-type` (manual 4.2): bytes to 32 bits, the same numbers as HAProxy's, so that keys keep their servers. */
enum HashFunction {
    SDBM {
        @Override
        int of(byte[] bytes, int offset, int length) {
            int hash = 0;
            for (int i = offset; i < offset + length; i++) hash = hash * 65599 + (bytes[i] & 0xff);
            return hash;
        }
    },
    DJB2 {
        @Override
        int of(byte[] bytes, int offset, int length) {
            int hash = 5381;
            for (int i = offset; i < offset + length; i++) hash = hash * 33 + (bytes[i] & 0xff);
            return hash;
        }
    },
    /** Two words that turn each other by amounts taken from their own bits. */
    WT6 {
        @Override
        int of(byte[] bytes, int offset, int length) {
            int a = 0xa53c965a;
            int b = 0x5ca6953a;
            int turnB = 6;
            int turnA = 18;
            for (int i = offset; i < offset + length; i++) {
                int key = bytes[i] & 0xff;
                int mixedA = ~(a ^ key);
                int mixedB = ~(b + key);
                a = Integer.rotateLeft(mixedB, turnB);
                b = Integer.rotateLeft(mixedA, turnA);
                int turns = (a >>> 16 ^ b) & 0xffff;
                turnB = turns & 0x1f;
                turnA = turns >>> 11;
            }
            return a ^ b;
        }
    },
    /** The CRC of Ethernet and gzip. */
    CRC32 {
        @Override
        int of(byte[] bytes, int offset, int length) {
            int crc = -1;
            for (int i = offset; i < offset + length; i++) crc = crc >>> 8 ^ CrcTable.ENTRIES[(crc ^ bytes[i]) & 0xff];
            return ~crc;
        }
    };

    abstract int of(byte[] bytes, int offset, int length);

    /** The `avalanche` modifier: every bit in reaches every bit out (one of Bob Jenkins's integer hashes, then a prime). */
    static int avalanche(int a) {
        a = a + 0x7ed55d16 + (a << 12);
        a = a ^ 0xc761c23c ^ a >>> 19;
        a = a + 0x165667b1 + (a << 5);
        a = a + 0xd3a2646c ^ a << 9;
        a = a + 0xfd7046c5 + (a << 3);
        a = a ^ 0xb55a4f09 ^ a >>> 16;
        return a * 0xc0000001;
    }

    private static final class CrcTable {
        static final int[] ENTRIES = new int[256];

        static {
            for (int i = 0; i < 256; i++) {
                int crc = i;
                for (int bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ (0xedb88320 & -(crc & 1));
                ENTRIES[i] = crc;
            }
        }
    }
}
