package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Ports;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of ten lines in the README: compiled and run as it stands there, but for the ports. */
class EmbeddingTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    @Test
    void the_program_in_the_readme_balances() throws Exception {
        String program = Page.program("README.md");
        assertThat(program.lines()).hasSize(10);
        int port = Ports.free();
        DemoServer server = DemoServer.start("the server");
        Path source = directory.resolve("Edge.java");
        Files.writeString(source, program.replace(":8082", ":" + port).replace(":8080", ":" + server.port()));
        compile(source);
        List<String> command =
                List.of(System.getProperty("java.home") + "/bin/java", "-cp", directory + ":" + CLASS_PATH, "Edge");
        try (Launched edge = Launched.start(directory, Map.of(), command)) {
            edge.listensOn(port);
            try (InputStream answer = URI.create("http://127.0.0.1:" + port + "/")
                    .toURL()
                    .openConnection()
                    .getInputStream()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("hello from the server\n");
            }
        } finally {
            server.stop();
        }
    }

    private void compile(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = compiler.run(
                null, said, said, "-cp", CLASS_PATH, "-proc:none", "-d", directory.toString(), source.toString());
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
}
