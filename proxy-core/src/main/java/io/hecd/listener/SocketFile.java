package io.hecd.listener;

import io.hecd.config.model.BindSettings;
import io.hecd.config.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;

/** Who may connect to the file of a unix socket: `mode`, `user`, `uid`, `group` and `gid` of a `bind` line (manual 5.1). */
public final class SocketFile {
    /** The bits of st_mode that tell what kind of file it is, and those of a socket (inode(7)). */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private SocketFile() {}

    public static void grant(Path socket, Settings bind) throws IOException {
        grant(socket, bind, -1);
    }

    /** @param usual the mode where the line has none; -1 for what the process's umask says */
    public static void grant(Path socket, Settings bind, int usual) throws IOException {
        owner(socket, bind);
        int told = bind.get(BindSettings.MODE);
        int mode = told >= 0 ? told : usual;
        if (mode >= 0) Files.setPosixFilePermissions(socket, permissions(mode));
    }

    private static void owner(Path socket, Settings bind) throws IOException {
        int uid = bind.get(BindSettings.UID);
        if (uid >= 0) Files.setAttribute(socket, "unix:uid", uid);
        int gid = bind.get(BindSettings.GID);
        if (gid >= 0) Files.setAttribute(socket, "unix:gid", gid);
        String user = bind.get(BindSettings.USER);
        String group = bind.get(BindSettings.GROUP);
        if (user.isEmpty() && group.isEmpty()) return;
        var names = socket.getFileSystem().getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
        // Java 25 does not tell the name in its exception.
        String sought = user;
        try {
            if (!user.isEmpty()) view.setOwner(names.lookupPrincipalByName(user));
            sought = group;
            if (!group.isEmpty()) view.setGroup(names.lookupPrincipalByGroupName(group));
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("nobody here is called '" + sought + "'", e);
        }
    }

    /** Java lists the nine rights from the owner's to that of others, as the bits of a mode stand. */
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) if ((mode >> (all.length - 1 - i) & 1) != 0) granted.add(all[i]);
        return granted;
    }

    /** Whether a socket may be put there: nothing stands there, or a socket of an earlier process. */
    public static boolean isFreeOrSocket(Path path) throws IOException {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS) || isSocket(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & TYPE) == SOCKET;
    }

    /**
     * Removes a socket that an earlier process left behind. Whatever else stands at that path is somebody's file, and binding
     * fails on it as it should.
     */
    public static void remove(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isSocket(path)) Files.delete(path);
    }
}
