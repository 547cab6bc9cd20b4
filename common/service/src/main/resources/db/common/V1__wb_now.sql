-- The one clock of every deadline and lease: the database's. Tests replace this function to move time.
--
-- STABLE although clock_timestamp() is VOLATILE: a volatile function cannot bound an index scan, so
-- "WHERE leased_until < wb_now()" would read the whole index. What STABLE permits the planner is to take the time once
-- per scan instead of once per row; a scan that sees one moment is what every caller here wants. A condition that is
-- checked again after waiting for a row lock calls the function again and sees the later time.
CREATE OR REPLACE FUNCTION wb_now() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'SELECT clock_timestamp()';
