package dev.vedette.detection.detectors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The declarations that concern a call: its agent's and those whose span names no agent, or, when the call itself names
 * none, those of the whole service.
 */
record Declarations(List<DeclaredTools> all) {
    private static final int SHOWN = 12;

    static Declarations concerning(String service, String agent, ToolMemory state) {
        if (agent.equals(service)) {
            return new Declarations(List.copyOf(state.agents().values()));
        }
        List<DeclaredTools> own = new ArrayList<>(2);
        Collection<String> names = List.of(agent, service);
        for (String name : names) {
            DeclaredTools declared = state.agents().get(name);
            if (declared != null) {
                own.add(declared);
            }
        }
        return new Declarations(own);
    }

    boolean any() {
        return !all.isEmpty();
    }

    boolean names(String tool) {
        for (DeclaredTools declared : all) {
            if (declared.tools().containsKey(tool)) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are this version's own; a declaration is the same for all agents of a service that share it. */
    boolean isFor(String version) {
        for (DeclaredTools declared : all) {
            if (declared.versions().containsKey(version)) {
                return true;
            }
        }
        return false;
    }

    /** Some of the names in order, for people. */
    String sample() {
        TreeSet<String> names = new TreeSet<>();
        all.forEach(declared -> names.addAll(declared.tools().keySet()));
        String shown = String.join(", ", names.stream().limit(SHOWN).toList());
        return names.size() > SHOWN ? shown + ", and " + (names.size() - SHOWN) + " more" : shown;
    }
}
