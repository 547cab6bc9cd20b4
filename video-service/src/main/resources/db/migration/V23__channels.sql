-- Whom somebody subscribed to last: a home feed asks so many of them, however many there are.
create index subscription_lately on subscription (subscriber_id, since desc);
