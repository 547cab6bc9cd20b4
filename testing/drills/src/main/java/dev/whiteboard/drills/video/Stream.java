package dev.whiteboard.drills.video;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that a player reads of a video.
 *
 * @param hashes of segments and of what begins a decoder, by their paths
 */
record Stream(Map<String, String> hashes) {
    private static final Pattern NAMED = Pattern.compile("URI=\"([^\"]*)\"");
    private static final Pattern ATTEMPT = Pattern.compile("vid_[^/]*|-\\d+(?=/)");

    /** Nothing if any of it cannot be had. */
    static Optional<Stream> of(Studio studio, String video) throws InterruptedException {
        String base = "/media/videos/" + video + "/";
        Studio.Answer master = studio.play(base + "master.m3u8");
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String rendition : uris(master)) {
            String folder = base + rendition.replaceFirst("[^/]*$", "");
            Studio.Answer playlist = studio.play(base + rendition);
            for (String uri : uris(playlist)) {
                Studio.Answer segment = studio.play(folder + uri);
                if (segment.status() != 200) {
                    return Optional.empty();
                }
                hashes.put(folder + uri, sha256(segment.body()));
            }
            if (playlist.status() != 200) {
                return Optional.empty();
            }
        }
        return master.status() == 200 && !hashes.isEmpty() ? Optional.of(new Stream(hashes)) : Optional.empty();
    }

    /** Whether the bytes are the same, whichever attempts made them of whichever upload. */
    boolean sameAs(Stream other) {
        return anonymous().equals(other.anonymous());
    }

    private Map<String, String> anonymous() {
        Map<String, String> all = new LinkedHashMap<>();
        hashes.forEach((path, hash) -> all.put(ATTEMPT.matcher(path).replaceAll(""), hash));
        return all;
    }

    private static List<String> uris(Studio.Answer playlist) {
        if (playlist.status() != 200) {
            return List.of();
        }
        return new String(playlist.body(), StandardCharsets.UTF_8).lines()
                .flatMap(line -> line.startsWith("#")
                        ? NAMED.matcher(line).results().map(found -> found.group(1))
                        : java.util.stream.Stream.of(line))
                .toList();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
