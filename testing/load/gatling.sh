# Sourced by the simulations: runs one of testing/simulations on a JDK 25, against a running platform.
. testing/load/jdk.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# simulate NAME -Dsetting=value…
simulate() {
    flock testing/simulations/pom.xml mvn -q -B -pl testing/simulations compile \
        org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$work/class-path"
    "$java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
        -Dseed="${SEED:-42}" -Dgateway="${GATEWAY:-http://localhost:8080}" "${@:2}" \
        -cp "testing/simulations/target/classes:$(cat "$work/class-path")" \
        io.gatling.app.Gatling -s "dev.whiteboard.simulations.$1" -rf testing/simulations/target/gatling -nr
}
