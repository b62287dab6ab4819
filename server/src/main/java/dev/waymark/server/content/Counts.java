package dev.waymark.server.content;

public record Counts(int environments, int services, int resources, int assets, int cells) {
    static Counts of(Module module) {
        return new Counts(
                module.environments().size(),
                module.environments().stream()
                        .mapToInt(e -> e.services().size())
                        .sum(),
                module.environments().stream()
                        .mapToInt(e -> e.resources().size())
                        .sum(),
                module.placements().size(),
                module.cells().size());
    }
}
