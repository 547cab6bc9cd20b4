package dev.whiteboard.video.transcode;

import dev.whiteboard.video.Studio;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Playlists as a player follows them. */
final class Playlists {
    private Playlists() {}

    /** All that a playlist names, in order. */
    static List<String> uris(String playlist) {
        List<String> uris = new ArrayList<>();
        for (String line : playlist.lines().toList()) {
            if (!line.startsWith("#")) {
                uris.add(line);
            } else if (line.contains("URI=\"")) {
                uris.add(line.replaceFirst(".*URI=\"([^\"]*)\".*", "$1"));
            }
        }
        return uris;
    }

    /** The hash of each segment, and of what its decoder begins with, by its place in the stream, whichever attempt made it. */
    static Map<String, String> segments(Studio studio, String video) {
        String base = "/media/videos/" + video + "/";
        Map<String, String> hashes = new TreeMap<>();
        for (String rendition : uris(studio.get(base + "master.m3u8").ok().body())) {
            String folder = rendition.replaceFirst("[^/]*$", "");
            for (String uri : uris(studio.get(base + rendition).ok().body())) {
                hashes.put(folder + uri.replaceFirst("-\\d+/", "/"),
                        sha256(studio.get(base + folder + uri).ok().bytes()));
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
