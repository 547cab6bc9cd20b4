# Sourced: finds a JDK 25, as $home, and its $java, where the usual one is older.
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
    [ "${version:-0}" -ge 25 ] && [ -x "$home/bin/java" ] && break
done
[ "${version:-0}" -ge 25 ] || { echo "no JDK 25 found: set JAVA_HOME" >&2; exit 2; }
java=$home/bin/java
