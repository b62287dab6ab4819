package dev.waymark.server.demo;

import java.util.List;

/** What the LMS's administrator sees. */
public record AdministrationView(
        Shell shell, String profile, String configuration, List<ToolRow> tools, List<CallRow> calls) {
    public record ToolRow(
            String clientId, String name, String address, boolean active, String deployment, String launch) {}

    public record CallRow(String at, String method, String path, String outcome, boolean good) {}
}
