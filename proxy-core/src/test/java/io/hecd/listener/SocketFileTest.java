package io.hecd.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.model.BindSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual 5.1, mode, user, group, uid, gid: who may connect to a unix socket. */
class SocketFileTest {
    @TempDir
    Path directory;

    @Test
    void the_mode_is_that_of_the_line() throws IOException {
        Path file = Files.createFile(directory.resolve("s"));
        SocketFile.grant(
                file,
                Settings.builder().set(BindSettings.MODE, 0641, Position.NONE).build());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r----x");
    }

    @Test
    void owner_and_group_by_number_and_by_name() throws IOException {
        Path file = Files.createFile(directory.resolve("s"));
        int uid = (Integer) Files.getAttribute(file, "unix:uid");
        int gid = (Integer) Files.getAttribute(file, "unix:gid");
        // Only root may give files away; everybody may give them to himself.
        boolean root = uid == 0;
        SocketFile.grant(
                file,
                Settings.builder()
                        .set(BindSettings.UID, root ? 12345 : uid, Position.NONE)
                        .set(BindSettings.GID, root ? 12346 : gid, Position.NONE)
                        .build());
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(root ? 12345 : uid);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(root ? 12346 : gid);
        if (!root) return;
        SocketFile.grant(
                file,
                Settings.builder()
                        .set(BindSettings.USER, "root", Position.NONE)
                        .set(BindSettings.GROUP, "root", Position.NONE)
                        .build());
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(0);
    }

    @Test
    void nobody_by_that_name() throws IOException {
        Path file = Files.createFile(directory.resolve("s"));
        Settings settings = Settings.builder()
                .set(BindSettings.USER, "no-such-user-here", Position.NONE)
                .build();
        assertThatThrownBy(() -> SocketFile.grant(file, settings)).hasMessageContaining("no-such-user-here");
    }

    @Test
    void only_a_socket_is_removed_before_binding(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "text");
        SocketFile.remove(file);
        assertThat(file).hasContent("text");
        Path socket = folder.resolve("socket");
        try (var server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            server.bind(java.net.UnixDomainSocketAddress.of(socket));
        }
        SocketFile.remove(socket);
        assertThat(socket).doesNotExist();
        SocketFile.remove(socket);
    }
}
