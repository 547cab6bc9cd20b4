package dev.whiteboard.shortener.link;

import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides, from what somebody sent and the time alone, which link may be made or how one may change. */
final class LinkRules {
    private final PublicAddress address;
    private final @Nullable Period defaultExpiry;

    LinkRules(PublicAddress address, @Nullable Period defaultExpiry) {
        this.address = address;
        this.defaultExpiry = defaultExpiry;
    }

    Checked<NewLink> decide(ShortenCommand command, Instant now) {
        return TargetUrl.check(command.longUrl(), address)
                .then(target -> alias(command.customAlias())
                        .then(alias -> redirectType(command.redirectType())
                                .then(type -> Expiry.decide(command.expiresAt(), defaultExpiry, now)
                                        .then(expiry -> Checked.accepted(new NewLink(target, alias.orElse(null),
                                                type.orElse(RedirectType.FOUND), expiry.orElse(null),
                                                command.ownerId()))))));
    }

    Checked<LinkChange> decide(ChangeCommand command, Instant now) {
        return target(command.longUrl())
                .then(target -> redirectType(command.redirectType())
                        .then(type -> Expiry.decide(command.expiresAt(), null, now)
                                .then(expiry -> Checked.accepted(new LinkChange(target.orElse(null), type.orElse(null),
                                        command.expiryGiven(), expiry.orElse(null), command.disabled())))));
    }

    private Checked<Optional<TargetUrl>> target(@Nullable String longUrl) {
        return longUrl == null
                ? Checked.accepted(Optional.empty())
                : TargetUrl.check(longUrl, address).then(target -> Checked.accepted(Optional.of(target)));
    }

    private static Checked<Optional<Alias>> alias(@Nullable String wished) {
        return wished == null
                ? Checked.accepted(Optional.empty())
                : Alias.check(wished).then(alias -> Checked.accepted(Optional.of(alias)));
    }

    private static Checked<Optional<RedirectType>> redirectType(@Nullable Integer status) {
        if (status == null) {
            return Checked.accepted(Optional.empty());
        }
        Optional<RedirectType> type = RedirectType.of(status);
        return type.isPresent()
                ? Checked.accepted(type)
                : Checked.refused("redirect_type", "must be one of 301, 302, 307, 308");
    }
}
