-- How often a link may be followed, and how often it has been. Both null for most links, which then cost nothing but two bits.
-- More may have been used than are allowed now: the owner may lower the limit.
alter table link
    add column max_clicks    integer check (max_clicks > 0),
    add column clicks_used   integer check (clicks_used >= 0),
    add column password_hash text,
    add constraint link_limit_is_whole check ((max_clicks is null) = (clicks_used is null));
