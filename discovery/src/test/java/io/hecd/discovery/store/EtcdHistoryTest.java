package io.hecd.discovery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Response;
import org.junit.jupiter.api.Test;

/** {@link EtcdHistory}: what tells a history from another one. */
class EtcdHistoryTest {
    private final EtcdHistory history = new EtcdHistory();

    @Test
    void a_history_goes_on() {
        assertThat(sees(7, 10, 2)).isFalse();
        assertThat(sees(7, 10, 2)).isFalse();
        assertThat(sees(7, 12, 3)).isFalse();
        assertThat(history.name()).isEqualTo("7");
    }

    @Test
    void another_cluster_is_another_history() {
        sees(7, 10, 2);
        assertThat(sees(8, 10, 2)).isTrue();
        assertThat(sees(8, 10, 2)).isFalse();
        assertThat(history.name()).isEqualTo("8.1");
    }

    @Test
    void neither_revision_nor_term_goes_back() {
        sees(7, 10, 5);
        assertThat(sees(7, 9, 5)).isTrue();
        assertThat(sees(7, 9, 5)).isFalse();
        assertThat(sees(7, 20, 4)).isTrue();
        assertThat(history.name()).isEqualTo("7.2");
    }

    @Test
    void answers_may_overtake_each_other() {
        sees(7, 10, 2);
        EtcdHistory.Mark asked = history.mark();
        sees(7, 12, 2);
        assertThat(history.restarted(asked, header(7, 11, 2))).isFalse();
        assertThat(history.mark().revision()).isEqualTo(12);
    }

    @Test
    void a_late_answer_of_the_old_history_changes_nothing() {
        sees(7, 10, 2);
        EtcdHistory.Mark asked = history.mark();
        sees(8, 3, 2);
        assertThat(history.restarted(asked, header(7, 11, 2))).isFalse();
        assertThat(history.name()).isEqualTo("8.1");
    }

    private boolean sees(long cluster, long revision, long term) {
        return history.restarted(history.mark(), header(cluster, revision, term));
    }

    private static Response.Header header(long cluster, long revision, long term) {
        return new Response.Header() {
            @Override
            public long getClusterId() {
                return cluster;
            }

            @Override
            public long getMemberId() {
                return 1;
            }

            @Override
            public long getRevision() {
                return revision;
            }

            @Override
            public long getRaftTerm() {
                return term;
            }
        };
    }
}
