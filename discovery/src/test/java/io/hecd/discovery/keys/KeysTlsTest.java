package io.hecd.discovery.keys;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.kit.Certificates;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys API with TLS, as curl, python-etcd and openssl see it. */
class KeysTlsTest {
    private static Certificates good;
    private static Certificates foreign;

    @TempDir
    private Path directory;

    private EmbeddedStore store;
    private Optional<KeysApi> api = Optional.empty();

    @BeforeAll
    static void authorities() {
        good = Certificates.create();
        good.issue("client", 2);
        good.issue("successor", 2);
        foreign = Certificates.create();
        foreign.issue("client", 2);
    }

    @AfterAll
    static void delete() {
        good.close();
        foreign.close();
    }

    @BeforeEach
    void start() throws IOException {
        store = EmbeddedStore.open(directory.resolve("store"), Clock.system());
        use("server");
    }

    @AfterEach
    void stop() {
        api.ifPresent(KeysApi::close);
        store.close();
    }

    private Path crt() {
        return directory.resolve("crt.pem");
    }

    /** Certificate and key in one file, which takes the place of the one there. */
    private void use(String name) throws IOException {
        Files.writeString(
                crt(), Files.readString(good.file(name + ".pem")) + Files.readString(good.file(name + ".key")));
    }

    private void serve(TlsFiles.Verify verify) {
        TlsFiles files = new TlsFiles(crt(), Optional.of(good.file("ca.pem")), verify);
        api = Optional.of(KeysApi.start(
                store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Options.STANDARD.tls(files)));
    }

    private int port() {
        return api.orElseThrow().address().getPort();
    }

    private String curl(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--cacert", good.file("ca.pem") + ""));
        command.addAll(List.of(words));
        command.add("https://127.0.0.1:" + port() + "/v2/keys/app/servers/a");
        return run(command);
    }

    /** All it says; a failure is told as `curl: (35) ...` is. */
    private String run(List<String> command) throws Exception {
        Path output = Files.createTempFile(directory, "said", "");
        Process process = new ProcessBuilder(command)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    @Test
    void curl_writes_and_reads_keys() throws Exception {
        serve(TlsFiles.Verify.NONE);
        assertThat(curl("-XPUT", "-d", "value=10.0.0.1:80")).contains("\"action\":\"set\"");
        for (String version : List.of("--http1.1", "--tlsv1.3", "--tls-max 1.2"))
            assertThat(curl(version.split(" "))).as(version).contains("10.0.0.1:80");
        assertThat(curl("-H", "Origin: https://127.0.0.1:" + port(), "-XDELETE"))
                .contains("\"action\":\"delete\"");
        assertThat(curl("-H", "Origin: http://127.0.0.1:" + port(), "-XPUT", "-d", "value=1"))
                .contains("another site");
        assertThat(run(List.of("curl", "-sS", "http://127.0.0.1:" + port() + "/version")))
                .doesNotContain("etcdserver");
    }

    @Test
    void members_are_told_with_https() throws Exception {
        serve(TlsFiles.Verify.NONE);
        assertThat(run(List.of("curl", "-sSk", "https://127.0.0.1:" + port() + "/v2/machines")))
                .isEqualTo("https://127.0.0.1:" + port());
    }

    @Test
    void older_than_1_2_is_refused() throws Exception {
        serve(TlsFiles.Verify.NONE);
        for (String version : List.of("-tls1", "-tls1_1"))
            assertThat(openssl(version, "-cipher", "ALL@SECLEVEL=0"))
                    .as(version)
                    .contains("Cipher is (NONE)");
        assertThat(openssl("-tls1_2")).contains("Verify return code: 0").doesNotContain("Cipher is (NONE)");
        assertThat(openssl("-tls1_3")).contains("Verify return code: 0").doesNotContain("Cipher is (NONE)");
    }

    private String openssl(String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port(), "-CAfile", good.file("ca.pem") + ""));
        command.addAll(List.of(words));
        String said = run(command);
        assertThat(said).contains("CONNECTED");
        return said;
    }

    @Test
    void only_clients_of_the_authority_are_let_in_where_it_is_required() throws Exception {
        serve(TlsFiles.Verify.REQUIRED);
        String[] known = {"--cert", good.file("client.pem") + "", "--key", good.file("client.key") + ""};
        String[] stranger = {"--cert", foreign.file("client.pem") + "", "--key", foreign.file("client.key") + ""};
        assertThat(curl(known)).contains("Key not found");
        assertThat(curl()).contains("curl: (");
        assertThat(curl(stranger)).contains("curl: (");
    }

    @Test
    void where_it_is_optional_a_certificate_that_is_shown_must_be_good() throws Exception {
        serve(TlsFiles.Verify.OPTIONAL);
        String[] stranger = {"--cert", foreign.file("client.pem") + "", "--key", foreign.file("client.key") + ""};
        assertThat(curl()).contains("Key not found");
        assertThat(curl(stranger)).contains("curl: (");
    }

    @Test
    void a_new_certificate_counts_for_the_next_connection_and_junk_changes_nothing() throws Exception {
        serve(TlsFiles.Verify.NONE);
        assertThat(openssl()).contains("CN = server");
        use("successor");
        assertThat(openssl()).contains("CN = successor");
        Files.writeString(crt(), "half a fi");
        assertThat(openssl()).contains("CN = successor");
        Files.delete(crt());
        assertThat(curl()).contains("Key not found");
        use("server");
        assertThat(openssl()).contains("CN = server");
    }

    @Test
    void python_etcd_speaks_https() throws Exception {
        serve(TlsFiles.Verify.REQUIRED);
        // pyOpenSSL, which python-etcd puts into urllib3 where it is, is no part of what is tested.
        String script = "import etcd\nfrom urllib3.contrib import pyopenssl\npyopenssl.extract_from_urllib3()\n"
                + "c = etcd.Client(host='127.0.0.1', port=" + port() + ", protocol='https', ca_cert='"
                + good.file("ca.pem") + "', cert=('" + good.file("client.pem") + "', '" + good.file("client.key")
                + "'), allow_redirect=False)\n"
                + "c.write('/app/servers/p', '10.0.0.2:80')\n"
                + "print(c.read('/app/servers/p').value)\n";
        assertThat(run(List.of("/usr/bin/python3", "-W", "ignore", "-c", script)))
                .as("python-etcd; install it: apt-get install python3-etcd")
                .isEqualTo("10.0.0.2:80\n");
    }

    @Test
    void who_says_nothing_does_not_hold_up_others() throws Exception {
        serve(TlsFiles.Verify.NONE);
        try (RawHttp silent = RawHttp.open(api.orElseThrow().address());
                RawHttp junk = RawHttp.open(api.orElseThrow().address())) {
            junk.write("GET /v2/keys/ HTTP/1.1\r\n\r\n");
            assertThat(curl()).contains("Key not found");
            eventually(() -> assertThatThrownBy(junk::readHead).isInstanceOf(Exception.class));
            assertThat(silent.status()).isZero();
        }
    }

    @Test
    void files_that_make_no_sense_are_told() throws Exception {
        String key = Files.readString(good.file("server.key"));
        String certificate = Files.readString(good.file("server.pem"));
        says("there is no certificate in", key);
        says("there is no private key in", certificate);
        says("do not belong together", certificate + Files.readString(good.file("client.key")));
        says("'EC PRIVATE KEY'; 'openssl pkcs8 -topk8 -nodes'", certificate + key.replace("PRIVATE", "EC PRIVATE"));
        says("'ENCRYPTED PRIVATE KEY'", certificate + key.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        says("a certificate that makes no sense", certificate.replace("MII", "AAA") + key);
        says("the private key in", certificate + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Files.delete(crt());
        assertThatThrownBy(this::check).hasMessageContaining("there is no file " + crt());
        Files.createDirectory(crt());
        assertThatThrownBy(this::check).hasMessageContaining("cannot be read");
    }

    private void says(String why, String text) throws IOException {
        Files.writeString(crt(), text);
        assertThatThrownBy(this::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private void check() {
        new TlsFiles(crt(), Optional.empty(), TlsFiles.Verify.NONE).check();
    }
}
