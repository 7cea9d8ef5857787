package io.hecd.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorsTest {
    @Test
    void each_client_may_need_a_server_and_some_descriptors_are_kept_for_the_rest() {
        assertThat(Descriptors.connections(1024, 1, 1, 0)).isEqualTo((1024 - 32 - 8 - 1) / 2);
        assertThat(Descriptors.connections(1024, 4, 3, 10)).isEqualTo((1024 - 32 - 20 - 12 - 10) / 2);
    }

    @Test
    void thousands_of_checks_do_not_take_them_all() {
        assertThat(Descriptors.connections(1024, 1, 1, 10_000)).isEqualTo((1024 - 32 - 8 - 1 - 256) / 2);
    }

    @Test
    void one_client_is_let_in_whatever_the_limit_and_any_number_when_it_is_unknown() {
        assertThat(Descriptors.connections(20, 1, 1, 1)).isEqualTo(1);
        assertThat(Descriptors.connections(-1, 1, 1, 1)).isZero();
        assertThat(Descriptors.connections(Long.MAX_VALUE, 1, 1, 1)).isEqualTo(Integer.MAX_VALUE);
    }
}
