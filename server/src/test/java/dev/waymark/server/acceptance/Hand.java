package dev.waymark.server.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** How somebody works with a page. */
enum Hand {
    KEYBOARD {
        @Override
        void use(Page page, Locator target) {
            reach(page, target);
            page.keyboard().press("Enter");
        }
    },
    MOUSE {
        @Override
        void use(Page page, Locator target) {
            target.waitFor();
            target.evaluate(INTO_VIEW);
            page.waitForFunction(STANDS_STILL);
            target.click();
        }
    };

    /** The browser draws no frame of another site that is out of sight, so nothing in it would ever come to rest. */
    private static final String INTO_VIEW =
            "element => element.scrollIntoView({ block: 'center', behavior: 'instant' })";

    /** A click at a place is lost while the LMS still fits the frame to a page that has just changed. */
    private static final String STANDS_STILL = """
            () => new Promise(done => {
              const frame = document.querySelector("iframe");
              const place = () => frame ? JSON.stringify(frame.getBoundingClientRect()) : "";
              let before = place(), since = performance.now();
              const look = () => {
                if (place() !== before) { before = place(); since = performance.now(); }
                performance.now() - since > 150 ? done(true) : requestAnimationFrame(look);
              };
              look();
            })""";

    private static final String IN_FOCUS = "element => element === document.activeElement";

    /** Shown to be in focus, and not under anything else. */
    private static final String SEEN = """
            element => {
              const box = element.getClientRects()[0];
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return element.matches(":focus-visible") && getComputedStyle(element).outlineStyle !== "none"
                && (top === null || element.contains(top) || top.contains(element));
            }""";

    abstract void use(Page page, Locator target);

    /** Presses Tab until the keyboard is on the target, and sees it there. */
    static void reach(Page page, Locator target) {
        target.waitFor();
        for (int presses = 0; presses < 300; presses++) {
            if ((boolean) target.evaluate(IN_FOCUS)) {
                if (!(boolean) target.evaluate(SEEN)) {
                    throw new AssertionError("The focus is not to be seen on " + target);
                }
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The keyboard does not reach " + target);
    }
}
