-- Charges one guess at a link's password, unless the window's are used up: then no row is changed.
insert into password_guess as known (short_key, since, guesses) values (:key, wb_now(), 1)
on conflict (short_key) do update set
    since   = case when known.since <= wb_now() - make_interval(secs => :window) then wb_now() else known.since end,
    guesses = case when known.since <= wb_now() - make_interval(secs => :window) then 1 else known.guesses + 1 end
where known.guesses < :most or known.since <= wb_now() - make_interval(secs => :window)
