package dev.whiteboard.drills.video;

import dev.whiteboard.drills.Journal;
import dev.whiteboard.drills.Load;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** Viewers of what is there, and now and then an upload. */
final class Traffic implements Load.Request {
    private static final int VIEWS_AN_UPLOAD = 8;

    private final Studio studio;
    private final Journal journal;
    private final Ledger ledger;
    private final List<Clip> clips;
    private final List<Map.Entry<String, String>> watched;
    private final long seed;

    /** @param watched what viewers watch */
    Traffic(Studio studio, Journal journal, Ledger ledger, List<Clip> clips, Stream watched, long seed) {
        this.studio = studio;
        this.journal = journal;
        this.ledger = ledger;
        this.clips = clips;
        this.watched = List.copyOf(watched.hashes().entrySet());
        this.seed = seed;
    }

    @Override
    public boolean send(long number) throws InterruptedException {
        var random = new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L);
        return number % VIEWS_AN_UPLOAD == 0
                ? upload(clips.get((int) (number / VIEWS_AN_UPLOAD % clips.size())))
                : view(watched.get(random.nextInt(watched.size())));
    }

    boolean upload(Clip clip) throws InterruptedException {
        JsonNode begun = studio.begin(clip).json();
        String video = begun.path("video_id").asString("");
        if (video.isEmpty()) {
            return false;
        }
        int put = studio.put(begun.path("upload_url").asString(), clip).status();
        journal.note(put + " put " + clip.name() + " as " + video);
        if (put != 200) {
            return false;
        }
        // From here on it counts, also if nobody hears that it is complete.
        ledger.taken(new Ledger.Upload(video, clip));
        int complete = studio.complete(video).status();
        journal.note(complete + " complete " + video);
        return complete == 202;
    }

    private boolean view(Map.Entry<String, String> segment) throws InterruptedException {
        Studio.Answer answer = studio.play(segment.getKey());
        if (answer.status() == 200 && !Stream.sha256(answer.body()).equals(segment.getValue())) {
            journal.note("other bytes " + segment.getKey());
            ledger.otherBytes();
        }
        return answer.status() == 200;
    }
}
