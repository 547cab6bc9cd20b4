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
