package io.hecd.discovery.store;

import static io.hecd.discovery.store.Calls.commit;
import static io.hecd.discovery.store.Calls.failure;
import static io.hecd.discovery.store.Calls.read;
import static io.hecd.discovery.store.Calls.values;
import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.StoreException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link EtcdStore} and etcd's users: tokens that end, passwords that change, rights that are missing. */
class EtcdAuthTest {
    private final AtomicReference<String> password = new AtomicReference<>("secret");
    private Etcd etcd;
    private EtcdStore store;

    @BeforeEach
    void start() {
        // bcrypt's least cost: a log-in is not what is tested.
        etcd = Etcd.with().flag("--auth-token-ttl=1").flag("--bcrypt-cost=4").start();
        store = EtcdStore.connect(EtcdOptions.of(etcd.url()).user("edge", password::get));
    }

    @AfterEach
    void close() {
        store.close();
        etcd.close();
    }

    @Test
    void authentication_may_be_switched_on_under_a_running_store() {
        commit(store, Change.put("/app/a", "1"));
        Ear ear = new Ear();
        store.watch("/app/", read(store, "/app/"), ear);
        etcd.authOn("edge", "/app/");
        assertThat(values(store, "/app/")).containsExactly("/app/a=1");
        etcd.put("/app/b", "2");
        eventually(() -> assertThat(ear.lines()).containsExactly("/app/b=2"));
        assertThat(ear.ends()).isEmpty();
    }

    @Test
    void an_expired_token_is_replaced() {
        etcd.authOn("edge", "/app/");
        Snapshot before = read(store, "/app/");
        Ear first = new Ear();
        store.watch("/app/", before, first);
        eventually(() -> assertThat(first.signs()).isPositive());
        // etcd's own clock says when more time has passed than a token lives.
        String lease = etcd.etcdctl("lease", "grant", "3").split(" ")[1];
        etcd.etcdctl("put", "/app/clock", "ticks", "--lease=" + lease);
        eventually(() -> assertThat(first.lines()).containsExactly("/app/clock=ticks", "-/app/clock"));
        Ear second = new Ear();
        store.watch("/app/", before, second);
        commit(store, Change.put("/app/a", "1"));
        eventually(() -> assertThat(second.lines()).endsWith("/app/a=1"));
        eventually(() -> assertThat(first.lines()).endsWith("/app/a=1"));
        assertThat(etcd.log()).contains("invalid auth token");
    }

    @Test
    void calls_share_a_log_in() {
        etcd.authOn("edge", "/app/");
        List<CompletableFuture<Snapshot>> reads =
                Stream.generate(() -> store.read("/app/")).limit(50).toList();
        reads.forEach(CompletableFuture::join);
        assertThat(etcd.metric("grpc_server_handled_total", "grpc_method=\"Authenticate\""))
                .isEqualTo(1.0);
    }

    @Test
    void rights_that_change_do_not_make_the_token_useless() {
        etcd.authOn("edge", "/app/");
        assertThat(failure(store.read("/more/")).reason()).isEqualTo(Reason.DENIED);
        etcd.etcdctl("role", "grant-permission", "edge", "--prefix=true", "read", "/more/");
        assertThat(read(store, "/more/").entries()).isEmpty();
        assertThat(failure(store.commit(Change.put("/more/a", "1"))).reason()).isEqualTo(Reason.DENIED);
    }

    @Test
    void a_wrong_password_is_told_and_a_right_one_counts_at_once() {
        etcd.authOn("edge", "/app/");
        password.set("wrong");
        StoreException why = failure(store.read("/app/"));
        assertThat(why.reason()).isEqualTo(Reason.DENIED);
        assertThat(why).hasMessageContaining("authentication failed").hasMessageNotContaining("wrong");
        Ear ear = new Ear();
        store.watch("/app/", 0, ear);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.DENIED));
        password.set("secret");
        assertThat(read(store, "/app/").entries()).isEmpty();
    }

    @Test
    void without_a_user_or_without_rights_it_is_denied() {
        etcd.authOn("edge", "/app/");
        try (EtcdStore nobody = EtcdStore.connect(EtcdOptions.of(etcd.url()))) {
            assertThat(failure(nobody.read("/app/")).reason()).isEqualTo(Reason.DENIED);
        }
        Ear ear = new Ear();
        store.watch("/other/", 0, ear);
        eventually(() -> assertThat(ear.ends()).containsExactly(Reason.DENIED));
        assertThat(ear.message()).contains("permission denied");
    }

    @Test
    void a_password_that_cannot_be_read_is_told() {
        etcd.authOn("edge", "/app/");
        try (EtcdStore broken = EtcdStore.connect(EtcdOptions.of(etcd.url()).user("edge", () -> {
            throw new IllegalStateException("no such file");
        }))) {
            assertThat(failure(broken.read("/app/")))
                    .hasMessageContaining("no such file")
                    .extracting(StoreException::reason)
                    .isEqualTo(Reason.DENIED);
        }
    }
}
