package dev.whiteboard.video.task;

import dev.whiteboard.video.ffmpeg.ProgramFailed;
import java.io.IOException;
import java.nio.file.Path;

/** How one kind of task is done. */
public interface Step {
    Kind kind();

    /**
     * Does it, and says that it is done in one transaction with what came of it. An interrupt means that somebody else
     * does it, or nobody is to.
     *
     * @param folder empty, and removed afterwards
     */
    void run(Task task, Path folder) throws ProgramFailed, IOException, InterruptedException;

    /** Tried too often: what is to be done instead, in one transaction with giving it up. */
    void giveUp(Task task);
}
