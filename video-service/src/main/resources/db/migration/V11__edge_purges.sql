-- What edge caches have yet to be told to forget; none once they have been. An erasure does not end before.
alter table erasure add column purge text;
create index erasure_purge on erasure (begun_at) where purge is not null;
