package io.hecd.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose wrong passwords count for whom. */
class GuessesTest {
    private final Guesses guesses = new Guesses(new GuessLimits(3, 5, Duration.ofDays(1)));

    private void wrong(String party, int times) {
        for (int i = 0; i < times; i++) guesses.wrong(party);
    }

    @Test
    void the_guesses_of_one_do_not_shut_out_others() {
        wrong("a", 3);
        assertThat(guesses.mayTry("a")).isFalse();
        assertThat(guesses.mayTry("b")).isTrue();
    }

    @Test
    void all_together_shut_out_strangers_but_not_who_knew_the_password() {
        guesses.right("friend");
        wrong("a", 3);
        wrong("b", 2);
        assertThat(guesses.mayTry("stranger")).isFalse();
        assertThat(guesses.mayTry("friend")).isTrue();
        wrong("friend", 3);
        assertThat(guesses.mayTry("friend")).isFalse();
    }

    @Test
    void many_addresses_take_bounded_memory() {
        for (int i = 0; i < 20_000; i++) guesses.wrong("party-" + i);
        assertThat(guesses.parties()).isEqualTo(4_096);
    }

    @Test
    void one_host_of_ipv6_has_many_addresses_and_is_one_party() throws UnknownHostException {
        assertThat(party("2001:db8::1")).isEqualTo(party("2001:db8::ffff:1")).isNotEqualTo(party("2001:db8:0:1::1"));
        assertThat(party("10.0.0.1")).isNotEqualTo(party("10.0.0.2"));
    }

    private static String party(String address) throws UnknownHostException {
        return new Caller(InetAddress.getByName(address), new InetSocketAddress(1), false).party();
    }
}
