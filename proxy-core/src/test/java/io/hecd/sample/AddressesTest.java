package io.hecd.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.ByteView;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses in and out, against the JDK's own reading. */
final class AddressesTest {
    private final Sample sample = new Sample();

    @Test
    void random_addresses_survive_text_and_are_read_as_the_jdk_reads_them() throws UnknownHostException {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] address = new byte[16];
            // Groups of zero in all places, so that every `::` comes up.
            for (int group = 0; group < 8; group++) {
                if (random.nextInt(3) == 0) continue;
                address[2 * group] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
                address[2 * group + 1] = (byte) random.nextInt();
            }
            sample.address(address);
            assertThat(sample.castTo(SampleType.STR)).isTrue();
            String text = sample.bytes().toString();
            byte[] jdk = InetAddress.getByName("[" + text + "]").getAddress();
            assertThat(jdk.length == 4 ? Arrays.copyOfRange(address, 12, 16) : address)
                    .as(text)
                    .isEqualTo(jdk);
            assertThat(Addresses.parse(ByteView.of(text), sample)).as(text).isTrue();
            sample.castTo(SampleType.BIN);
            ByteView bytes = sample.bytes();
            assertThat(Arrays.copyOfRange(bytes.array(), bytes.offset(), bytes.offset() + bytes.length()))
                    .as(text)
                    .isEqualTo(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "01.2.3.4",
                "1.2.3.4 ",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7::8",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::g",
                "::1%eth0",
                "[::1]"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(Addresses.parse(ByteView.of(text), sample)).isFalse();
    }
}
