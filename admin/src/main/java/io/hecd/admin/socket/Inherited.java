package io.hecd.admin.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What kind of socket a descriptor is that this process was started with. */
final class Inherited {
    private Inherited() {}

    static boolean isUnix(int descriptor) throws IOException {
        String link =
                Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
        if (!link.startsWith("socket:[")) throw new IOException("descriptor " + descriptor + " is no socket");
        String inode = link.substring("socket:[".length(), link.length() - 1);
        for (String line : Files.readAllLines(Path.of("/proc/net/unix")))
            if ((line + " ").contains(" " + inode + " ")) return true;
        return false;
    }
}
