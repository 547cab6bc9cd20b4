package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.block.BlockList;
import dev.whiteboard.shortener.host.Host;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides, from what somebody sent and the time alone, which link may be made or how one may change. */
final class LinkRules {
    private final PublicAddress address;
    private final BlockList blocks;
    private final @Nullable Period defaultExpiry;

    LinkRules(PublicAddress address, BlockList blocks, @Nullable Period defaultExpiry) {
        this.address = address;
        this.blocks = blocks;
        this.defaultExpiry = defaultExpiry;
    }

    Checked<NewLink> decide(ShortenCommand command, Instant now) {
        return place(command.longUrl())
                .then(target -> alias(command.customAlias())
                        .then(alias -> redirectType(command.redirectType())
                                .then(type -> Expiry.decide(command.expiresAt(), defaultExpiry, now)
                                        .then(expiry -> ClickLimit.check(command.maxClicks())
                                                .then(most -> LinkPassword.check(command.password())
                                                        .then(password -> Checked.accepted(new NewLink(target,
                                                                alias.orElse(null), type.orElse(RedirectType.FOUND),
                                                                expiry.orElse(null), most.orElse(null),
                                                                password.orElse(null), command.ownerId()))))))));
    }

    Checked<LinkChange> decide(ChangeCommand command, Instant now) {
        return target(command.longUrl())
                .then(target -> redirectType(command.redirectType())
                        .then(type -> Expiry.decide(command.expiresAt().value(), null, now)
                                .then(_ -> ClickLimit.check(command.maxClicks().value())
                                        .then(_ -> LinkPassword.check(command.password().value())
                                                .then(password -> Checked.accepted(new LinkChange(target.orElse(null),
                                                        type.orElse(null), command.expiresAt(), command.maxClicks(),
                                                        command.password().map(_ -> password.orElseThrow()),
                                                        command.disabled())))))));
    }

    private Checked<TargetUrl> place(String longUrl) {
        return TargetUrl.check(longUrl, address)
                .then(target -> Host.of(target.text()).filter(blocks::covers).isPresent()
                        ? Checked.refused(TargetUrl.FIELD, "leads to a place that is blocked here")
                        : Checked.accepted(target));
    }

    private Checked<Optional<TargetUrl>> target(@Nullable String longUrl) {
        return longUrl == null
                ? Checked.accepted(Optional.empty())
                : place(longUrl).then(target -> Checked.accepted(Optional.of(target)));
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
