package io.hecd.discovery.store;

import io.hecd.discovery.kit.Etcd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** {@link StoreContract} of {@link EtcdStore} against one real node. */
class EtcdContractTest implements StoreContract {
    private static Etcd etcd;
    private EtcdStore store;

    @BeforeAll
    static void start() {
        etcd = Etcd.start();
    }

    @AfterAll
    static void stop() {
        etcd.close();
    }

    @BeforeEach
    void connect() {
        store = EtcdStore.connect(EtcdOptions.of(etcd.url()));
        Calls.commit(store, Change.deleteTree(root()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }
}
