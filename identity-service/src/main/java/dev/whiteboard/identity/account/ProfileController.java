package dev.whiteboard.identity.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.common.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Profiles, one's own and other people's. */
@RestController
@RequestMapping("/api/v1/users")
class ProfileController {
    private static final int MOST_IDS = 100;

    private final Users users;
    private final Accounts accounts;
    private final ConfirmedEmails confirmed;

    ProfileController(Users users, Accounts accounts, ConfirmedEmails confirmed) {
        this.users = users;
        this.accounts = accounts;
        this.confirmed = confirmed;
    }

    @GetMapping("/me")
    OwnProfile me(@AuthenticationPrincipal Caller caller) {
        return users.find(idOf(caller)).map(this::own).orElseThrow(() -> missing("this account"));
    }

    /** What is absent or null stays; an empty e-mail address removes it. */
    record ProfileChange(@Nullable String displayName, @Nullable String email) {}

    @PatchMapping("/me")
    OwnProfile change(@RequestBody ProfileChange change, @AuthenticationPrincipal Caller caller) {
        var name = Optional.ofNullable(change.displayName());
        var email = Optional.ofNullable(change.email()).filter(text -> !text.isEmpty());
        name.flatMap(ProfileRules::displayName)
                .or(() -> email.flatMap(ProfileRules::email))
                .map(ProblemException::new)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return accounts.changeProfile(idOf(caller), name.map(String::strip).orElse(null), change.email())
                .map(this::own)
                .orElseThrow(() -> missing("this account"));
    }

    @GetMapping("/{id}")
    Profile one(@PathVariable String id) {
        OptionalLong number = PublicId.parse(User.PREFIX, id);
        return (number.isPresent() ? users.find(number.getAsLong()) : Optional.<User>empty()).map(Profile::of)
                .orElseThrow(() -> missing("user " + "of this id"));
    }

    record UserList(List<Profile> data) {}

    @GetMapping(params = {"username", "!ids"})
    UserList named(@RequestParam String username) {
        return found(Username.parse(username).flatMap(users::named).stream().toList());
    }

    /** Those of the ids that exist, in no promised order. */
    @GetMapping(params = {"ids", "!username"})
    UserList some(@RequestParam List<String> ids) {
        if (ids.size() > MOST_IDS) {
            throw Problem.of(ErrorCode.VALIDATION_ERROR, "at most " + MOST_IDS + " ids").field("ids").asException();
        }
        long[] known = ids.stream()
                .map(id -> PublicId.parse(User.PREFIX, id))
                .flatMapToLong(OptionalLong::stream)
                .distinct()
                .toArray();
        return found(users.all(Arrays.stream(known).boxed().toList()));
    }

    private OwnProfile own(User user) {
        return OwnProfile.of(user, confirmed.holds(user.id()));
    }

    private static UserList found(List<User> users) {
        return new UserList(users.stream().map(Profile::of).toList());
    }

    private static long idOf(Caller caller) {
        return PublicId.parse(User.PREFIX, caller.userId()).orElseThrow(() -> missing("this account"));
    }

    private static ProblemException missing(String what) {
        return Problem.of(ErrorCode.NOT_FOUND, what + " does not exist").asException();
    }
}
