-- An entry whose followers do not fit on one page: how far its workers have come.
--   after_follower  all followers up to this one have it; moved forward by compare-and-set
--   pages           how many pages it has had: the one that had the fewest is next, so nobody waits behind a celebrity
--   demoted         Redis did not take it, and readers pull it until it has been pushed after all
--   leased_until    a worker that is silent for so long has died, and the next one goes on from after_follower
CREATE TABLE fanout_job (
    entry_id       bigint PRIMARY KEY,
    author_id      bigint NOT NULL,
    after_follower bigint NOT NULL,
    pages          int    NOT NULL DEFAULT 1,
    demoted        boolean NOT NULL DEFAULT false,
    leased_until   timestamptz NOT NULL DEFAULT '-infinity'
);

CREATE INDEX fanout_job_turn ON fanout_job (pages, entry_id);
