-- What chose the driver: a strategy, and the version of its weights, as in scored/1. Absent in offers from before.
alter table offer add column made_by text;
