package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kubernetes is told: objects that its API takes, and for each service all that it takes to run for real. */
class ClusterTest {
    private static final Map<String, Class<?>> KINDS = Map.of("ConfigMap", V1ConfigMap.class, "Deployment",
            V1Deployment.class, "StatefulSet", V1StatefulSet.class, "Service", V1Service.class, "Secret",
            V1Secret.class, "Namespace", V1Namespace.class, "NetworkPolicy", V1NetworkPolicy.class,
            "PodDisruptionBudget", V1PodDisruptionBudget.class, "HorizontalPodAutoscaler",
            V2HorizontalPodAutoscaler.class, "Ingress", V1Ingress.class);
    private static final int PRE_STOP = 5;
    private static final int SHUTDOWN_PHASE = 20;
    private static final Set<String> WITH_SOCKETS = Set.of("gateway", "chat-service");

    static List<String> manifests() {
        return Sources.files(path -> path.startsWith("k8s/") && path.endsWith(".yaml")).stream()
                .filter(file -> !file.endsWith("kustomization.yaml")).map(Sources::name).toList();
    }

    static List<Service> shipped() {
        return Topology.whiteboard().services().stream().filter(Service::isShipped).toList();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyObjectIsOneThatTheApiTakes(String manifest) {
        for (Object document : Yamls.documents(manifest)) {
            checkStrictly(Yamls.map(document));
        }
    }

    @Test
    void aSlipIsNoticed() {
        String good = "{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {app: x}, ports: [{port: 1}]}}";
        checkStrictly(new org.yaml.snakeyaml.Yaml().load(good));
        for (String slip : List.of(good.replace("selector", "selectors"), good.replace("port: 1", "port: '1'"),
                good.replace("app: x", "app: 1"), good.replace("port: 1", "targetPort: 1"))) {
            assertThatThrownBy(() -> checkStrictly(new org.yaml.snakeyaml.Yaml().load(slip))).as(slip)
                    .isInstanceOf(Throwable.class);
        }
    }

    /** Known fields of the right types only: what the API's own model would refuse, lose or change is a slip. */
    private static void checkStrictly(Map<String, Object> object) {
        Class<?> kind = Objects.requireNonNull(KINDS.get(object.get("kind")), () -> "unknown kind in " + object);
        Gson gson = JSON.getGson();
        JsonElement told = gson.toJsonTree(object);
        survives(told, gson.toJsonTree(gson.fromJson(told, kind), kind), object.get("kind").toString());
    }

    private static void survives(JsonElement told, @Nullable JsonElement read, String where) {
        if (told instanceof JsonObject object && !object.isEmpty()) {
            assertThat(read).as(where).isInstanceOf(JsonObject.class);
            object.asMap().forEach(
                    (name, value) -> survives(value, read.getAsJsonObject().get(name), where + "." + name));
        } else if (told instanceof JsonArray array && !array.isEmpty()) {
            assertThat(read).as(where).isInstanceOf(JsonArray.class);
            assertThat(read.getAsJsonArray().size()).as(where).isEqualTo(array.size());
            for (int i = 0; i < array.size(); i++) {
                survives(array.get(i), read.getAsJsonArray().get(i), where + "[" + i + "]");
            }
        } else if (told instanceof JsonPrimitive) {
            assertThat(read).as(where).isEqualTo(told);
        }
    }

    @Test
    void kustomizationsNameFilesThatExistAndForgetNone() {
        for (Path kustomization : Sources.files(path -> path.matches("k8s/.*kustomization\\.yaml"))) {
            Map<String, Object> named = Yamls.one(Sources.name(kustomization));
            Set<Object> files = Stream.of("resources", "patchesStrategicMerge")
                    .flatMap(list -> Yamls.list(named, list).stream()).collect(Collectors.toSet());
            Path folder = kustomization.getParent();
            assertThat(files).isEqualTo(Sources.files(path -> path.startsWith("k8s/")).stream()
                    .filter(file -> file.getParent().equals(folder) && !file.equals(kustomization))
                    .map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aServiceHasAllThatItTakesToRun(Service service) {
        Map<String, Object> workload = workload(service);
        assertThat((Integer) Yamls.at(workload, "spec").get("replicas")).isGreaterThanOrEqualTo(2);
        Map<String, Object> scaler = one(service, "HorizontalPodAutoscaler");
        assertThat(Yamls.at(scaler, "spec", "scaleTargetRef")).containsEntry("kind", workload.get("kind"))
                .containsEntry("name", service.name());
        assertThat(Yamls.at(one(service, "PodDisruptionBudget"), "spec")).containsEntry("minAvailable", 1);
        assertThat(Yamls.list(pod(service), "topologySpreadConstraints")).extracting(
                spread -> Yamls.map(spread).get("topologyKey"))
                .containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        Map<String, Object> requests = Yamls.at(container(service), "resources", "requests");
        assertThat(requests).containsKeys("cpu", "memory");
        assertThat(Yamls.at(container(service), "resources", "limits")).containsKey("memory");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void threeProbesAskThreeQuestions(Service service) {
        Map<String, Object> container = container(service);
        assertThat(Yamls.at(container, "startupProbe", "httpGet")).containsEntry("path", "/livez");
        assertThat(Yamls.at(container, "livenessProbe", "httpGet")).containsEntry("path", "/livez");
        assertThat(Yamls.at(container, "readinessProbe", "httpGet")).containsEntry("path", "/readyz");
        assertThat(seconds(container, "startupProbe")).as("a migration may take minutes").isGreaterThanOrEqualTo(120);
        assertThat(seconds(container, "livenessProbe")).isLessThan(60);
    }

    private static int seconds(Map<String, Object> container, String probe) {
        Map<String, Object> settings = Yamls.at(container, probe);
        return (Integer) settings.get("periodSeconds") * (Integer) settings.get("failureThreshold");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPodLeavesTheBalancerThenEndsWhatIsUnderWay(Service service) {
        assertThat(Yamls.at(container(service), "lifecycle", "preStop", "exec")).containsEntry("command",
                List.of("sleep", Integer.toString(PRE_STOP)));
        int sockets = WITH_SOCKETS.contains(service.name()) ? SHUTDOWN_PHASE : 0;
        assertThat((Integer) pod(service).get("terminationGracePeriodSeconds"))
                .isGreaterThan(PRE_STOP + SHUTDOWN_PHASE + sockets);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPodIsRestricted(Service service) {
        assertThat(pod(service)).containsEntry("automountServiceAccountToken", false);
        assertThat(Yamls.at(pod(service), "securityContext")).containsEntry("runAsNonRoot", true);
        assertThat(Yamls.at(pod(service), "securityContext", "seccompProfile")).containsEntry("type", "RuntimeDefault");
        Map<String, Object> container = Yamls.at(container(service), "securityContext");
        assertThat(container).containsEntry("allowPrivilegeEscalation", false).containsEntry("readOnlyRootFilesystem",
                true);
        assertThat(Yamls.at(container, "capabilities")).containsEntry("drop", List.of("ALL"));
    }

    /** The gateway asks for readiness on the management port, so it has to be reached, too. */
    @ParameterizedTest
    @MethodSource("shipped")
    void everyPortOfAPodIsReachedByTheServicesName(Service service) {
        Set<Object> ports = Yamls.list(container(service), "ports").stream()
                .map(port -> Yamls.map(port).get("containerPort")).collect(Collectors.toSet());
        assertThat(ports).isEqualTo(service.ports(0).all().boxed().collect(Collectors.toSet()));
        assertThat(Yamls.list(Yamls.at(one(service, "Service"), "spec"), "ports")).extracting(
                port -> Yamls.map(port).get("port")).containsExactlyInAnyOrderElementsOf(ports);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void onlyItsCallersReachAService(Service service) {
        Set<String> let = new TreeSet<>();
        for (Object rule : Yamls.list(Yamls.at(one(service, "NetworkPolicy"), "spec"), "ingress")) {
            List<Object> from = Yamls.list(Yamls.map(rule), "from");
            if (from.isEmpty()) {
                let.add("everybody");
            }
            from.stream().map(peer -> Yamls.at(Yamls.map(peer), "podSelector", "matchLabels").get("app"))
                    .filter(Objects::nonNull).forEach(app -> let.add(app.toString()));
        }
        Set<String> callers = shipped().stream().filter(other -> other.calls().contains(service.name()))
                .map(Service::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(let).isEqualTo(service.name().equals(Topology.GATEWAY) ? Set.of("everybody") : callers);
    }

    @Test
    void whatIsSecretIsInSecretsAlone() {
        for (Path file : Sources.files(path -> path.startsWith("k8s/base/") || path.startsWith("k8s/overlays/prod"))) {
            for (Object document : Yamls.documents(Sources.name(file))) {
                Map<String, Object> object = Yamls.map(document);
                assertThat(object.get("kind")).as("a secret in %s", file).isNotEqualTo("Secret");
                assertThat(Yamls.at(object, "data").keySet()).as("%s", file)
                        .noneMatch(name -> name.matches(".*(SECRET|PASSWORD|_KEY).*"));
            }
        }
        for (Service service : shipped()) {
            for (Object entry : Yamls.list(container(service), "env")) {
                Map<String, Object> variable = Yamls.map(entry);
                if (variable.get("name").toString().matches(".*(SECRET|PASSWORD|_KEY)$")) {
                    assertThat(variable).as(service.name()).doesNotContainKey("value");
                }
            }
        }
    }

    private static Map<String, Object> pod(Service service) {
        return Yamls.at(workload(service), "spec", "template", "spec");
    }

    private static Map<String, Object> container(Service service) {
        return Yamls.map(Yamls.list(pod(service), "containers").getFirst());
    }

    private static Map<String, Object> workload(Service service) {
        return objects(service).filter(object -> Yamls.at(object, "spec").containsKey("template")).findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> one(Service service, String kind) {
        return objects(service).filter(object -> kind.equals(object.get("kind"))).findFirst()
                .orElseThrow(() -> new AssertionError(service.name() + " has no " + kind));
    }

    private static Stream<Map<String, Object>> objects(Service service) {
        return Yamls.documents("k8s/base/" + service.name() + ".yaml").stream().map(Yamls::map);
    }
}
