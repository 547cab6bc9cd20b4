#!/bin/sh
# One database and one role a service, made when the volume is new.
set -eu
database() { # database NAME PASSWORD
    psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -v name="$1" -v password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}
database identity "${IDENTITY_DB_PASSWORD:-identity}"
database shortener "${SHORTENER_DB_PASSWORD:-shortener}"
database limiter "${LIMITER_DB_PASSWORD:-limiter}"
database chat "${CHAT_DB_PASSWORD:-chat}"
database storage "${STORAGE_DB_PASSWORD:-storage}"
database feed "${FEED_DB_PASSWORD:-feed}"
database billing "${BILLING_DB_PASSWORD:-billing}"
database ride "${RIDE_DB_PASSWORD:-ride}"
database video "${VIDEO_DB_PASSWORD:-video}"
database commerce "${COMMERCE_DB_PASSWORD:-commerce}"
# Its search index is fed from the log of its database.
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -c 'ALTER ROLE commerce REPLICATION'
