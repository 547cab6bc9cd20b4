package dev.whiteboard.storage.tree;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who may do what where. A share holds for a node and all below it; what somebody may not see is, for them, not there. */
@Service
public class Access {
    private final JdbcClient jdbc;

    Access(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Step(long id, String ownerId, boolean deleted, @Nullable Boolean mayEdit) {}

    /** @return nothing if there is no such node for that user */
    public Optional<Place> find(String userId, long nodeId) {
        List<Step> steps = jdbc.sql("""
                with recursive up (id, parent_id, owner_id, deleted, height) as (
                    select id, parent_id, owner_id, deleted_at is not null, 0 from node where id = :node
                    union all
                    select n.id, n.parent_id, n.owner_id, n.deleted_at is not null, height + 1
                    from node n join up on n.id = up.parent_id)
                select up.id, up.owner_id, up.deleted, s.can_edit
                from up left join share s on s.node_id = up.id and s.user_id = :user order by height""")
                .param("node", nodeId).param("user", userId)
                .query((row, number) -> new Step(row.getLong(1), row.getString(2), row.getBoolean(3),
                        (Boolean) row.getObject(4)))
                .list();
        return steps.isEmpty() ? Optional.empty() : role(userId, steps).map(role -> place(steps, role));
    }

    /** @throws dev.whiteboard.common.problem.ProblemException 404 unless it is there, and live, for that user */
    public Place live(String userId, long nodeId) {
        return find(userId, nodeId).filter(Place::live).orElseThrow(NodeId::notFound);
    }

    /** @throws dev.whiteboard.common.problem.ProblemException 404, or 403 for whom may only look */
    public Place editable(String userId, long nodeId) {
        Place place = live(userId, nodeId);
        requireEdit(place);
        return place;
    }

    /** @throws dev.whiteboard.common.problem.ProblemException also if it is a file */
    public Place editableFolder(String userId, long nodeId) {
        Place place = editable(userId, nodeId);
        boolean folder = jdbc.sql("select folder from node where id = :node").param("node", nodeId)
                .query(Boolean.class).single();
        if (!folder) {
            throw Problem.of(VALIDATION_ERROR, "is not a folder").field("parent_folder_id").asException();
        }
        return place;
    }

    public static void requireEdit(Place place) {
        if (!place.role().mayEdit()) {
            throw Problem.of(FORBIDDEN, "you may look at this, but not change it").asException();
        }
    }

    private static Place place(List<Step> steps, Role role) {
        List<Long> path = new ArrayList<>();
        steps.forEach(step -> path.add(step.id));
        return new Place(steps.getFirst().id, steps.getFirst().ownerId, List.copyOf(path),
                steps.stream().noneMatch(Step::deleted), role);
    }

    private static Optional<Role> role(String userId, List<Step> steps) {
        if (steps.getFirst().ownerId.equals(userId)) {
            return Optional.of(Role.OWNER);
        }
        return steps.stream().filter(step -> step.mayEdit != null)
                .map(step -> Boolean.TRUE.equals(step.mayEdit) ? Role.EDITOR : Role.VIEWER)
                .max(Comparator.naturalOrder());
    }

    /** Everybody who sees what is there: the owner, and with whom anything on the path is shared. */
    public Set<String> audience(Place place) {
        Set<String> users = new TreeSet<>(jdbc
                .sql("select distinct user_id from share where node_id = any(:path::bigint[])")
                .param("path", "{" + String.join(",", place.path().stream().map(String::valueOf).toList()) + "}")
                .query(String.class).list());
        users.add(place.ownerId());
        return users;
    }
}
