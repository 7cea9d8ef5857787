package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "007,7",
        "1ms,1",
        "1s,1000",
        "2m,120000",
        "1h,3600000",
        "24d,2073600000",
        "1us,1",
        "999us,1",
        "1000us,1",
        "1001us,2",
        "0us,0",
        "2147483647,2147483647",
        "2147483s,2147483000",
        "596h,2145600000"
    })
    void times_in_milliseconds(String text, long millis) {
        assertThat(Units.time(text, TimeUnit.MILLISECONDS)).isEqualTo(new Units.Time(millis, "", ""));
    }

    @ParameterizedTest
    @CsvSource({"10,10", "10s,10", "1m,60", "1500ms,2", "1ms,1", "2d,172800"})
    void a_bare_number_has_the_unit_of_the_keyword(String text, long seconds) {
        assertThat(Units.time(text, TimeUnit.SECONDS)).isEqualTo(new Units.Time(seconds, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25d", "2147483648", "2147484s", "597h", "99999999999999999999", "99999999999999999999d"})
    void times_beyond_24_days_are_refused(String text) {
        assertThat(Units.time(text, TimeUnit.MILLISECONDS).wrong()).startsWith("too long");
    }

    @Test
    void what_is_no_time_says_where_it_goes_wrong() {
        assertThat(Units.time("1S", TimeUnit.MILLISECONDS).wrong()).isEqualTo("unexpected 'S'");
        assertThat(Units.time("-1", TimeUnit.MILLISECONDS).wrong()).isEqualTo("unexpected '-'");
        assertThat(Units.time("1u", TimeUnit.MILLISECONDS).wrong()).isEqualTo("unexpected 'u'");
        assertThat(Units.time("", TimeUnit.MILLISECONDS).wrong()).isEqualTo("no number");
    }

    @Test
    void text_after_the_unit_is_doubtful() {
        Units.Time time = Units.time("1s5", TimeUnit.MILLISECONDS);
        assertThat(time.value()).isEqualTo(1000);
        assertThat(time.doubtful()).contains("'5'");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "1k,1024",
        "1K,1024",
        "3m,3145728",
        "1g,1073741824",
        "4294967295,4294967295",
        "3G,3221225472"
    })
    void sizes(String text, long bytes) {
        assertThat(Units.size(text)).isEqualTo(new Units.Size(bytes, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4g", "4294967296", "1kb", "1x", "-1", "1.5k", "k", "", "10kk", "99999999999999999999"})
    void what_is_no_size_is_refused(String text) {
        assertThat(Units.size(text).wrong()).isNotEmpty();
    }
}
