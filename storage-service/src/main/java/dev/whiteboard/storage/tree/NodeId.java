package dev.whiteboard.storage.tree;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.util.OptionalLong;

/** Nodes as clients name them: {@code file_…}, {@code folder_…}. */
public final class NodeId {
    /** The caller's own root folder. */
    public static final String ROOT = "root";
    private static final String FILE = "file";
    private static final String FOLDER = "folder";

    private NodeId() {}

    public static String format(boolean folder, long id) {
        return PublicId.format(folder ? FOLDER : FILE, id);
    }

    public static OptionalLong parse(String text) {
        OptionalLong file = PublicId.parse(FILE, text);
        return file.isPresent() ? file : PublicId.parse(FOLDER, text);
    }

    /** The id in a path; what cannot be one is not found. */
    public static long of(String text) {
        return parse(text).orElseThrow(NodeId::notFound);
    }

    public static ProblemException notFound() {
        return Problem.of(NOT_FOUND, "you have no such file or folder").asException();
    }
}
