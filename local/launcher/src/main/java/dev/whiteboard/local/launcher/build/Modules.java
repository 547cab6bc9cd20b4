package dev.whiteboard.local.launcher.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The modules of this build and what each is built from, read from the POMs.
 *
 * @param folders      folder of each module by artifact id
 * @param dependencies artifact ids of this build that a module needs to run, by artifact id
 */
record Modules(Map<String, Path> folders, Map<String, List<String>> dependencies) {

    private static final String GROUP = "dev.whiteboard";

    static Modules read(Path root) {
        var modules = new Modules(new HashMap<>(), new HashMap<>());
        try {
            modules.add(root);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("Cannot read the POMs of " + root, e);
        }
        return modules;
    }

    /** The folders whose sources end up in a module, its own included. */
    Set<Path> builtFrom(Path module) {
        var artifacts = new LinkedHashSet<String>();
        folders.forEach((artifact, folder) -> {
            if (folder.equals(module)) {
                collect(artifact, artifacts);
            }
        });
        return artifacts.stream().map(folders::get).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private void collect(String artifact, Set<String> found) {
        if (folders.containsKey(artifact) && found.add(artifact)) {
            dependencies.getOrDefault(artifact, List.of()).forEach(needed -> collect(needed, found));
        }
    }

    private void add(Path folder) throws IOException, SAXException, ParserConfigurationException {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(folder.resolve("pom.xml").toFile()).getDocumentElement();
        String artifact = text(project, "artifactId");
        folders.put(artifact, folder);
        dependencies.put(artifact,
                children(project, "dependencies").stream().flatMap(list -> children(list, "dependency").stream())
                        .filter(dependency -> text(dependency, "groupId").equals(GROUP))
                        .filter(dependency -> !text(dependency, "scope").equals("test"))
                        .map(dependency -> text(dependency, "artifactId")).toList());
        for (Element list : children(project, "modules")) {
            for (Element module : children(list, "module")) {
                add(folder.resolve(module.getTextContent().strip()));
            }
        }
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Element::getTextContent).map(String::strip).orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance)
                .map(Element.class::cast).filter(element -> element.getTagName().equals(name)).toList();
    }
}
