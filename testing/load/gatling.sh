# Sourced by the simulations: runs one of testing/simulations on a JDK 25, against a running platform.

# simulate NAME -Dsetting=value…
simulate() {
    local home version
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
        [ "${version:-0}" -ge 25 ] && [ -x "$home/bin/java" ] && break
    done
    [ "${version:-0}" -ge 25 ] || { echo "no JDK 25 found: set JAVA_HOME" >&2; exit 2; }
    work=${work:-$(mktemp -d)}
    trap 'rm -rf "$work"' EXIT
    mvn -q -B -pl testing/simulations compile \
        org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$work/class-path"
    "$home/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
        -Dseed="${SEED:-42}" -Dgateway="${GATEWAY:-http://localhost:8080}" "${@:2}" \
        -cp "testing/simulations/target/classes:$(cat "$work/class-path")" \
        io.gatling.app.Gatling -s "dev.whiteboard.simulations.$1" -rf testing/simulations/target/gatling -nr
}
