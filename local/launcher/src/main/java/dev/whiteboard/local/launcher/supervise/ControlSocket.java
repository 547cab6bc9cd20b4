package dev.whiteboard.local.launcher.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Where the control socket of a checkout is: {@code .whiteboard/control.sock}. */
public final class ControlSocket {

    /** macOS takes 104 bytes, Linux 108. */
    private static final int LONGEST = 100;

    private static final String NAME = "control.sock";

    private ControlSocket() {}

    /**
     * A way to the folder of the socket that is short enough for the path of a socket: the folder itself, or a link to
     * it in {@code /tmp}.
     */
    public static Path reach(Path folder) throws IOException {
        byte[] path = folder.toAbsolutePath().resolve(NAME).toString().getBytes(StandardCharsets.UTF_8);
        if (path.length <= LONGEST) {
            return folder.toAbsolutePath();
        }
        Path links = Path.of("/tmp", "whiteboard-" + System.getProperty("user.name"));
        Files.createDirectories(links,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var checksum = new CRC32C();
        checksum.update(path);
        Path link = links.resolve(HexFormat.of().toHexDigits((int) checksum.getValue()));
        try {
            Files.createSymbolicLink(link, folder.toAbsolutePath());
        } catch (FileAlreadyExistsException there) {
            return link;
        }
        return link;
    }

    static Path in(Path folder) throws IOException {
        return reach(folder).resolve(NAME);
    }
}
