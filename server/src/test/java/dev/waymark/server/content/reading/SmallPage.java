package dev.waymark.server.content.reading;

import dev.waymark.server.content.Module;
import java.nio.charset.StandardCharsets;

/** Small pages of another subject than the real one, with other axes and levels. */
final class SmallPage {
    static final String TABLE_HEAD = "## Alpha\n\n| Resource | Level | Training |\n|---|---|---|\n";

    static final String TEXT = """
            ---
            title: Baking
            description: From flour to bread
            permalink: /kitchen/baking
            updated: 2025-02-03
            ---

            # Baking

            Bread needs time.

            | Stage | Place | | |
            |---|---|---|---|
            | | At home | In a shop | On a market |
            | Dough | Kitchen | Bakehouse | Stall |
            | Oven | Hearth | Furnace | |
            | Sale | | Counter | Booth |

            1. **Kitchen** - where one person kneads.
            2. **Bakehouse**: where many do.

            ## Kitchen

            Start here.

            1. Hands
            2. Mixer (any)

            | Resource | Level | Training |
            |----------|-------|----------|
            | Hands | 100 | [Kneading](https://example.org/kneading) |
            | | 400 | [Folding](https://example.org/folding) |
            | Mixer | L200 | [Speeds](https://www.youtube.com/watch?v=abcdefghijk) |

            ## Bakehouse

            | Resource | Level | Training |
            |---|---|---|
            | Trough | 100 | [Filling](https://example.org/filling) |

            ## Stall

            | Resource | Level | Training |
            |---|---|---|
            | Table | 100 | [Folding table](https://example.org/table) |

            ## Hearth

            | Resource | Level | Training |
            |---|---|---|
            | Stone | 100 | [Heat](https://example.org/heat) |

            ## Furnace

            | Resource | Level | Training |
            |---|---|---|
            | Steel | 100 | [Steam](https://example.org/steam) |

            ## Counter

            | Resource | Level | Training |
            |---|---|---|
            | Till | 100 | [Change](https://example.org/change) |

            ## Booth

            | Resource | Level | Training |
            |---|---|---|
            | Tent | 100 | [Poles](https://example.org/poles) |
            """;

    static final String UNLEVELLED = """
            ---
            title: Tea
            permalink: /kitchen/tea/
            ---

            # Tea

            ## Leaves

            Read [about leaves](https://example.org/leaves) first, then <a target="_blank" href="https://example.org/green?a=1&amp;b=2">green tea</a>.

            ### Black

            - [Assam](https://example.org/assam){:target="_blank"}
              - [Darjeeling](http://example.org/darjeeling/)
            - https://youtu.be/abcdefghijk

            ## Water

            | What | Where |
            |---|---|
            | Springs of the north | [Link](https://example.org/springs) |
            | Wells | [Link](Link) |
            | Rivers | [map](../maps/rivers.md) |
            """;

    private SmallPage() {}

    static Reading read(String page) {
        return PageReader.read(page.getBytes(StandardCharsets.UTF_8));
    }

    static Module module(String page) {
        return read(page).usable().orElseThrow();
    }
}
