package dev.waymark.server.campaigns;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;

/**
 * What a campaign would do, before it begins.
 *
 * @param days before the deadline on which reminders leave, or empty
 * @param fields what is posted to {@code action} to begin it, to {@code changeAction} to change it first
 */
public record ConfirmView(
        Page page,
        String backUrl,
        String module,
        String deadline,
        Appeal appeal,
        String days,
        List<FiguresView> lines,
        String action,
        String changeAction,
        Map<String, String> fields) {}
