package dev.waymark.server;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.List;

/** Asks axe about a page: loaded once for each page, and asked for nothing but what is wrong. */
public final class Axe {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final String SCRIPT =
            AxeBuilder.getAxeScript() + "\naxe.configure({ allowedOrigins: ['<unsafe_all_origins>'] }); undefined";

    private Axe() {}

    /** Lets every page bring it along: half a megabyte takes a while to each. */
    public static void comeWith(BrowserContext browser) {
        browser.addInitScript(SCRIPT);
    }

    /** Each with its rule, the element and what would mend it. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.frames().forEach(Axe::load);
        return (List<String>) page.evaluate("""
                tags => axe.run(document, {
                  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], selectors: false
                }).then(found => found.violations.flatMap(rule =>
                  rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`)))""", RULES);
    }

    private static void load(Frame frame) {
        if (!(boolean) frame.evaluate("() => 'axe' in window")) {
            frame.evaluate(SCRIPT);
        }
    }
}
