-- The e-mail address by which a user was named. Who named them so is shown the address, not whose it is.
alter table share add column user_email text;
